/** Takes away what the runtime might need to end the run. */
export async function attack() {
  const broken = () => {
    throw new Error("broken");
  };
  for (const name of [
    "setTimeout",
    "clearInterval",
    "clearTimeout",
    "fetch",
    "structuredClone",
    "removeEventListener",
  ])
    (self as any)[name] = broken;
  (performance as any).now = broken;
  (Array.prototype as any).map = broken;
  (Array.prototype as any)[Symbol.iterator] = broken;
  (JSON as any).stringify = broken;
}

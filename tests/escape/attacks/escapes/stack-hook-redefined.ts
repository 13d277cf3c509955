/** Takes the hook away from the runtime, freezes what it stands on, and reads its paths. */
export function attack() {
  const said: string[] = [];
  for (const change of [
    () => Object.defineProperty(Error, "prepareStackTrace", { value: () => "mine" }),
    () => delete (Error as any).prepareStackTrace,
    () => Object.defineProperty(Error.prototype, "stack", { get: () => "mine" }),
    () => Object.setPrototypeOf(Error, null),
    () => Object.freeze(Error),
  ]) {
    try {
      change();
    } catch {
      // Not allowed.
    }
    said.push(String(new Error("x").stack));
  }
  const text = said.join("\n");
  return { text: `paths: ${(text.match(/(?:file:|node:|runtime:|\/[\w.-]+\/)\S*/g) ?? []).join()}` };
}

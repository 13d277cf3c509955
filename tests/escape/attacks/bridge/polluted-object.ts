/** Every plain object now has what the bridge might look for in the ones that it was handed. */
export function attack() {
  const polluted: any = Object.prototype;
  for (const name of [
    "status",
    "head",
    "trailers",
    "last",
    "closed",
    "limit",
    "reason",
    "path",
    "code",
    "ok",
    "error",
  ])
    Object.defineProperty(polluted, name, { get: () => "polluted", set() {}, configurable: true });
  setTimeout(() => {
    for (const name of [
      "status",
      "head",
      "trailers",
      "last",
      "closed",
      "limit",
      "reason",
      "path",
      "code",
      "ok",
      "error",
    ])
      delete polluted[name];
  }, 50);
  return { text: "answered" };
}

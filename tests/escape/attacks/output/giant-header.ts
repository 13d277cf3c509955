/** One header of a megabyte. */
export function attack(_: unknown, { responseHeader }: { responseHeader: Headers }) {
  responseHeader.set("x-giant", "v".repeat(1_000_000));
  return { text: "answered" };
}

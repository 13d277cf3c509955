/** Ten thousand headers. */
export function attack(_: unknown, { responseHeader }: { responseHeader: Headers }) {
  for (let n = 0; n < 10_000; n++) responseHeader.set(`x-flood-${n}`, "v".repeat(20));
  return { text: "answered" };
}

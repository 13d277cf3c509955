/** Ten thousand trailers. */
export function attack(_: unknown, { responseTrailer }: { responseTrailer: Headers }) {
  for (let n = 0; n < 10_000; n++) responseTrailer.set(`x-flood-${n}`, "v".repeat(20));
  return { text: "answered" };
}

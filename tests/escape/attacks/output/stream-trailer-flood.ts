/** Ten thousand trailers behind a message. */
export async function* stream(_: unknown, { responseTrailer }: { responseTrailer: Headers }) {
  yield { text: "answered" };
  for (let n = 0; n < 10_000; n++) responseTrailer.set(`x-flood-${n}`, "v".repeat(20));
}

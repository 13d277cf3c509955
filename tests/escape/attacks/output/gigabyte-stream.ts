/** A gigabyte in messages that are allowed one by one, and that compression does not make small. */
export async function* stream() {
  const pieces = Array.from({ length: 16 }, () =>
    String.fromCharCode(...crypto.getRandomValues(new Uint8Array(60_000)).map((byte) => byte & 127)),
  );
  const text = pieces.join("");
  for (let n = 0; n < 1_000; n++) yield { text };
}

/** Small messages for ever. */
export async function* stream() {
  for (let n = 0; ; n++) yield { text: String(n) };
}

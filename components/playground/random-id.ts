/** A name nobody else has: 128 random bits in hex. Unlike `crypto.randomUUID` it also works on a page served over plain HTTP. */
export function randomId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}

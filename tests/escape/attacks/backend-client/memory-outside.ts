import { sleep } from "playground";

/** Memory that V8 does not count as heap. */
export async function attack() {
  const all: Uint8Array[] = [];
  for (;;) {
    all.push(new Uint8Array(8 * 1024 * 1024).fill(7));
    await sleep(1);
  }
}

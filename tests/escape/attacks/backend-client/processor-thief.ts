import { sleep } from "playground";

/** Keeps every limit of a turn, and takes the processor all the same. */
export async function attack() {
  for (;;) {
    const until = performance.now() + 1_000;
    while (performance.now() < until);
    await sleep(1);
  }
}

import { sleep } from "playground";

/** Catches whatever is thrown at it, and goes on. */
export async function attack() {
  console.log("running");
  for (;;) {
    try {
      for (;;) await sleep(5);
    } catch {
      // News that it does not want to hear.
    } finally {
      for (let n = 0; n < 10; n++) await sleep(1).catch(() => {});
    }
  }
}

import { sleep } from "playground";

/** A line of facts that has no end. */
export async function attack() {
  const text = "x".repeat(8 * 1024 * 1024);
  JSON.stringify = () => text;
  for (;;) {
    console.log("a fact, so that a line is written");
    await sleep(5);
  }
}

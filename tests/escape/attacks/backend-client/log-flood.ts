import { sleep } from "playground";

/** More lines than anybody reads, turn after turn. */
export async function attack() {
  for (let turn = 0; turn < 200; turn++) {
    for (let n = 0; n < 1_000; n++) console.log(`line ${turn} ${n}`, "x".repeat(2_000));
    await sleep(1);
  }
  console.error("said all");
}

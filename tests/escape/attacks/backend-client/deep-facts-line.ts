import { sleep } from "playground";

/** A line of facts so deep that whoever writes it down again runs out of stack. */
export async function attack() {
  const text = `[{"a":${"[".repeat(300_000)}${"]".repeat(300_000)}}]`;
  JSON.stringify = () => text;
  for (;;) await sleep(5);
}

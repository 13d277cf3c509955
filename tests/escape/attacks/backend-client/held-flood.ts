import { createHandleClient } from "playground";
import { Target } from "./gen/target_pb";

/** Thousands of answers that nobody takes, and then everything at once. */
export async function attack() {
  const handles = createHandleClient(Target);
  const held: PromiseLike<unknown>[] = [];
  const codes = new Set<number>();
  for (let n = 0; n < 5_000; n++) {
    try {
      held.push(handles.harmless({ text: `${n}` }));
    } catch (error) {
      codes.add((error as { code: number }).code);
    }
  }
  await new Promise((done) => setTimeout(done, 500));
  const settled = await Promise.allSettled(held);
  const others = settled.filter(({ status }) => status === "rejected");
  console.log(`held ${settled.length}, refused ${[...codes].join()}, lost ${others.length}`);
}

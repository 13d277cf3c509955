import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Target } from "./gen/target_pb";

/** One call after the other, as fast as they go, until somebody ends it. */
export async function attack() {
  const client = createClient(Target, transport);
  for (;;) await Promise.all(Array.from({ length: 50 }, () => client.harmless({ text: "storm" })));
}

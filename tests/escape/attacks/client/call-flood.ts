import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Target } from "./gen/target_pb";

/** A thousand calls at once to a deployment of one's own. */
export async function attack() {
  const client = createClient(Target, transport);
  const results = await Promise.allSettled(
    Array.from({ length: 1_000 }, () => client.harmless({ text: "flood" })),
  );
  console.log(`settled ${results.length}`);
}

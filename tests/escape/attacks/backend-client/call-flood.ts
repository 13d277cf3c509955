import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Target } from "./gen/target_pb";

/** Five thousand calls at once. */
export async function attack() {
  const client = createClient(Target, transport);
  const calls = Array.from({ length: 5_000 }, () => client.harmless({ text: "flood" }));
  const results = await Promise.allSettled(calls);
  const others = results.flatMap((one) =>
    one.status === "rejected" && one.reason.code !== 8 ? [String(one.reason)] : [],
  );
  console.log(`settled ${results.length}, others: ${[...new Set(others)].join()}`);
}

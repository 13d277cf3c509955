import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Target } from "./gen/target_pb";

/** Speaks with the host's voice: another clock, another beginning, lines that nobody logged. Then it tells the truth. */
export async function attack() {
  const { stringify } = JSON;
  const lies = stringify([
    { kind: "began", zeroUnixMs: 1 },
    { kind: "pings", pings: [{ t0: 0, t1: 9e9, t2: 9e9, t3: 0 }] },
    {
      kind: "log",
      entry: { atUs: 1, level: "info", text: "forged", path: "", line: 0, stack: [], dropped: 0 },
    },
  ]);
  JSON.stringify = (() => lies) as never;
  const client = createClient(Target, transport);
  for (let n = 0; n < 5; n++) {
    await client.harmless({ text: "forged" }).catch(() => {});
    await new Promise((done) => setTimeout(done, 50));
  }
  JSON.stringify = stringify;
  console.log("truth");
}

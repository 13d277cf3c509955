import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Target } from "./gen/target_pb";

import { victim } from "./victim";

/** Speaks with the runtime's voice: whatever lines it likes go to its own page, and nobody else believes them. */
export async function attack() {
  const client = createClient(Target, transport);
  const { stringify } = JSON;
  let line = 0;
  const lines = [
    "null",
    "7",
    "[null, 7, []]",
    "{}",
    "not JSON",
    "[]",
    stringify([
      { kind: "attempt", attempt: { call: -1, attempt: 1e300, method: victim, intendedUs: -1e300 } },
    ]),
    stringify([{ kind: "attempt", attempt: { call: 0, runId: "run-of-somebody", sentUs: 1, resumedUs: 0 } }]),
    stringify([{ kind: "pings", pings: [{ t0: 1e300, t1: -1e300, t2: "NaN", t3: null }] }]),
    '[{"__proto__": {"polluted": true}, "kind": "log"}]',
  ];
  JSON.stringify = (() => lines[line++ % lines.length]) as never;
  for (let n = 0; n < 40; n++) {
    await client.harmless({ text: "forged" }).catch(() => {});
    await new Promise((done) => setTimeout(done, 40));
  }
}

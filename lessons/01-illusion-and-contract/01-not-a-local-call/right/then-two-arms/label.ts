import type { Client } from "@connectrpc/connect";
import type { Shop } from "./gen/shop_pb";
import { params } from "./params";
import { reasonOf } from "./reason-of";

export type Label = "done" | "not-done" | "unknown";
export type Order = { id: string; item: string };

export function placeOrder(shop: Client<typeof Shop>, order: Order): Promise<Label> {
  const wasTurnedAway = (error: unknown) => /^(QUEUE|CONCURRENCY)_LIMIT$/.test(reasonOf(error));
  return shop.place(order, { timeoutMs: params.patienceMs }).then(
    (): Label => "done",
    (error): Label => (wasTurnedAway(error) ? "not-done" : "unknown"),
  );
}

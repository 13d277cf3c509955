import type { Client } from "@connectrpc/connect";
import type { Shop } from "./gen/shop_pb";
import { params } from "./params";
import { reasonOf } from "./reason-of";

export type Label = "done" | "not-done" | "unknown";
export type Order = { id: string; item: string };

export async function placeOrder(shop: Client<typeof Shop>, order: Order): Promise<Label> {
  try {
    await shop.place(order, { timeoutMs: params.patienceMs });
    return "done";
  } catch (error) {
    if (reasonOf(error) === "QUEUE_LIMIT") return "not-done";
  }
  try {
    await shop.place(order, { timeoutMs: params.patienceMs });
    return "done";
  } catch {
    return "unknown";
  }
}

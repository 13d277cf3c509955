import type { Client } from "@connectrpc/connect";
import type { Shop } from "./gen/shop_pb";
import { params } from "./params";

export type Label = "done" | "not-done" | "unknown";
export type Order = { id: string; item: string };

export async function placeOrder(shop: Client<typeof Shop>, order: Order): Promise<Label> {
  try {
    await shop.price({ item: order.item });
  } catch {
    return "not-done";
  }
  try {
    await shop.place(order, { timeoutMs: params.patienceMs });
    return "done";
  } catch {
    return "unknown";
  }
}

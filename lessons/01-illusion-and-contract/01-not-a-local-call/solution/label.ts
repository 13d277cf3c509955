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
    // en: Turned away at the door: no handler has seen it. Whatever else failed, the order may be in the books.
    // zh: 在门口就被挡回来了，没有处理函数见过它。除此之外，无论哪里失败，订单都可能已经记账。
    return reasonOf(error) === "QUEUE_LIMIT" ? "not-done" : "unknown";
  }
}

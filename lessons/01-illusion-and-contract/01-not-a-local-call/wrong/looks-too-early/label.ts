import { type Client, createClient } from "@connectrpc/connect";
import type { Shop } from "./gen/shop_pb";
import { params } from "./params";
import { transport } from "playground";
import { Ledger } from "./gen/playground/fixtures/v1/fixtures_pb";

export type Label = "done" | "not-done" | "unknown";
export type Order = { id: string; item: string };

export async function placeOrder(shop: Client<typeof Shop>, order: Order): Promise<Label> {
  try {
    await shop.place(order, { timeoutMs: params.patienceMs });
    return "done";
  } catch {
    const { count } = await createClient(Ledger, transport).count({ key: order.id });
    return count > 0 ? "done" : "not-done";
  }
}

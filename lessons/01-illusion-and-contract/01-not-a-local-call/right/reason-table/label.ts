import { type Client, ConnectError } from "@connectrpc/connect";
import type { Shop } from "./gen/shop_pb";
import { params } from "./params";
import { ErrorInfoSchema } from "./gen/error_info_pb";

const atTheDoor = new Set(["QUEUE_LIMIT", "CONCURRENCY_LIMIT", "COOLING_DOWN"]);

export type Label = "done" | "not-done" | "unknown";
export type Order = { id: string; item: string };

export async function placeOrder(shop: Client<typeof Shop>, order: Order): Promise<Label> {
  try {
    await shop.place(order, { timeoutMs: params.patienceMs });
    return "done";
  } catch (error) {
    const [info] = ConnectError.from(error).findDetails(ErrorInfoSchema);
    return info !== undefined && atTheDoor.has(info.reason) ? "not-done" : "unknown";
  }
}

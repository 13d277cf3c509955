import type { Client } from "@connectrpc/connect";
import type { Line, Shop } from "./gen/shop_pb";

// en: Was right when the cart was filled in this process.
// zh: 购物车还在本进程里填的时候，这样写是对的。
export async function addItem(shop: Client<typeof Shop>, lines: Line[], item: string): Promise<Line[]> {
  await shop.addItem({ lines, item });
  return lines;
}

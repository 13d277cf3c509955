import type { Client } from "@connectrpc/connect";
import type { Line, Shop } from "./gen/shop_pb";

// en: Copy in, copy out.
// zh: 拷进去，再拷出来。
export async function addItem(shop: Client<typeof Shop>, lines: Line[], item: string): Promise<Line[]> {
  const reply = await shop.addItem({ lines, item });
  return reply.lines;
}

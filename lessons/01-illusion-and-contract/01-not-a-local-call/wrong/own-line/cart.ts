import { create } from "@bufbuild/protobuf";
import type { Client } from "@connectrpc/connect";
import { type Line, LineSchema, type Shop } from "./gen/shop_pb";
import { priceOf } from "./price";

export async function addItem(shop: Client<typeof Shop>, lines: Line[], item: string): Promise<Line[]> {
  await shop.addItem({ lines, item });
  lines.push(create(LineSchema, { item, cents: priceOf(item) }));
  return lines;
}

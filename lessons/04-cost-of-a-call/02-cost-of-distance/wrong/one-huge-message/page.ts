import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { type Product, Shop } from "./gen/shop_pb";

const shop = createClient(Shop, transport);

export async function loadProducts(ids: readonly string[]): Promise<(Product | null)[]> {
  const { results } = await shop.batchGet({ ids: [...ids] });
  return results.map(({ product }) => product ?? null);
}

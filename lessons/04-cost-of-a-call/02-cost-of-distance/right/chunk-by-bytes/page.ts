import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { type Product, Shop } from "./gen/shop_pb";

const shop = createClient(Shop, transport);

export async function loadProducts(ids: readonly string[]): Promise<(Product | null)[]> {
  const products: (Product | null)[] = [];
  while (products.length < ids.length) {
    const rest = ids.slice(products.length, products.length + 1_000);
    const { results } = await shop.batchGet({ ids: rest });
    for (const { product } of results) products.push(product ?? null);
  }
  return products;
}

import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { type Product, Shop } from "./gen/shop_pb";

const shop = createClient(Shop, transport);

async function batch(ids: readonly string[]): Promise<(Product | null)[]> {
  const { results } = await shop.batchGet({ ids: [...ids] });
  return results.map((result) => result.product ?? null);
}

/** Chunks of 50, four of them under way at a time. */
export async function loadProducts(ids: readonly string[]): Promise<(Product | null)[]> {
  const chunks: string[][] = [];
  for (let at = 0; at < ids.length; at += 50) chunks.push(ids.slice(at, at + 50));
  const products: (Product | null)[] = [];
  while (chunks.length > 0) {
    const pages = await Promise.all(chunks.splice(0, 4).map(batch));
    products.push(...pages.flat());
  }
  return products;
}

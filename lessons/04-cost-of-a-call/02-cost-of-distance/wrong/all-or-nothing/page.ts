import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { type Product, Shop } from "./gen/shop_pb";

const shop = createClient(Shop, transport);
const idsPerCall = 100;

/**
 * en: The products with these ids, in this order; null where there is none.
 * zh: 按这些 id 的顺序返回商品；没有的那一项是 null。
 */
export async function loadProducts(ids: readonly string[]): Promise<(Product | null)[]> {
  const products = [];
  for (let from = 0; from < ids.length; from += idsPerCall) {
    const { results } = await shop.batchGet({ ids: ids.slice(from, from + idsPerCall) });
    products.push(...results.map(({ product }) => product ?? null));
  }
  return products;
}

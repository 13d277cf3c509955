import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { type Product, Shop } from "./gen/shop_pb";

const shop = createClient(Shop, transport);

/**
 * en: The products with these ids, in this order; null where there is none.
 * zh: 按这些 id 的顺序返回商品；没有的那一项是 null。
 */
export async function loadProducts(ids: readonly string[]): Promise<(Product | null)[]> {
  const products = [];
  for (const id of ids) {
    const { product } = await shop.getProduct({ id });
    products.push(product ?? null);
  }
  return products;
}

import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { fit } from "./fit";
import { Link } from "./gen/link_pb";
import { loadProducts } from "./page";
import { params } from "./params";

const link = createClient(Link, transport);

/**
 * en: A page of products
 * zh: 一页商品
 */
export async function page() {
  const products = await loadProducts(params.ids);
  return products.map((product) => product?.name ?? null);
}

/**
 * en: Measure the link
 * zh: 测量线路
 */
export async function sweep() {
  // en: The first call also pays for what happens only once.
  // zh: 第一次调用还要付一次性的开销，不计入。
  await link.download({ bytes: 0 });
  const samples = [];
  for (const bytes of params.sizes) samples.push({ bytes, ms: await quickest(bytes) });
  return { line: fit(samples), samples };
}

// en: The quickest of several tries: it was disturbed least on its way.
// zh: 多试几次取最快的：它在路上受到的干扰最少。
async function quickest(bytes: number): Promise<number> {
  const tries = [];
  for (let made = 0; made < 3; made += 1) {
    const from = performance.now();
    await link.download({ bytes });
    tries.push(performance.now() - from);
  }
  return Math.min(...tries);
}

/**
 * en: A line through given points
 * zh: 过给定的点画一条线
 */
export async function line() {
  return { line: fit(params.samples) };
}

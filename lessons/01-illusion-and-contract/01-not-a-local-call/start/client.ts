import { createClient } from "@connectrpc/connect";
import { sleep, transport } from "playground";
import { addItem } from "./cart";
import { Ledger } from "./gen/playground/fixtures/v1/fixtures_pb";
import { type Line, Shop } from "./gen/shop_pb";
import { type Label, placeOrder } from "./label";
import { params } from "./params";
import { priceOf } from "./price";

const shop = createClient(Shop, transport);
const ledger = createClient(Ledger, transport);

/**
 * en: Here and there
 * zh: 本地与远程
 */
export async function race() {
  const [item = ""] = params.items;
  let sum = 0;
  const here = performance.now();
  for (let at = 0; at < 10_000_000; at += 1) sum += priceOf(item);
  const localNs = (performance.now() - here) / 10;
  const there = performance.now();
  for (let at = 0; at < 500; at += 1) sum += (await shop.price({ item })).cents;
  const remoteNs = ((performance.now() - there) * 1_000_000) / 500;
  return { localNs, remoteNs, timesSlower: Math.round(remoteNs / localNs), sum };
}

/**
 * en: A cart
 * zh: 购物车
 */
export async function cart() {
  let lines: Line[] = [];
  for (const item of params.items) lines = await addItem(shop, lines, item);
  return lines.map(({ item, cents }) => ({ item, cents }));
}

/**
 * en: Orders, each with a fate of its own
 * zh: 各有遭遇的订单
 */
export async function orders() {
  const labels: Record<string, Label> = {};
  for (const { id, item, behind } of params.orders) {
    const till = new AbortController();
    const ahead = behind === "" ? undefined : linger(behind, till.signal);
    if (ahead !== undefined) await Promise.race([ahead, sleep(80)]);
    const from = performance.now();
    labels[id] = await placeOrder(shop, { id, item });
    till.abort();
    await ahead;
    await reopened(performance.now() - from);
  }
  const { entries } = await ledger.list({});
  return { labels, ledger: entries.map(({ key }) => key) };
}

// en: Another customer is ahead of us at the only till, until the signal calls them away.
// zh: 唯一的收银台前，有人排在我们前面，直到信号把他叫走。
async function linger(customer: string, signal: AbortSignal) {
  await shop.linger({ customer }, { signal }).catch(() => {});
}

// en: Wait until the shop is idle again: it may still be busy with an order nobody waits for, or be starting anew.
// zh: 等店里空下来再下一单：它可能还在忙一个没人等的订单，也可能正在重新启动。
async function reopened(tookMs: number) {
  if (tookMs >= params.patienceMs) await sleep(params.patienceMs);
  for (;;) {
    try {
      await shop.price({ item: "tea" });
      return;
    } catch {
      await sleep(100);
    }
  }
}

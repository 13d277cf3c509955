import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Shop } from "./gen/shop_pb";

const shop = createClient(Shop, transport);

/**
 * en: Called when the page opens, before anybody clicks.
 * zh: 页面一打开就调用，这时还没有人点击。
 */
export async function openPage(): Promise<void> {
  await shop.ping({});
}

export async function getTitle(id: string): Promise<string> {
  const { title } = await shop.getItem({ id });
  return title;
}

export async function getPhoto(): Promise<Uint8Array> {
  const { data } = await shop.getPhoto({ from: 0, length: 0 });
  return data;
}

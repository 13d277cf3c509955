import { createClient } from "@connectrpc/connect";
import { createTransport } from "playground";
import { Shop } from "./gen/shop_pb";

const openShop = () => createClient(Shop, createTransport({ httpVersion: "2" }));
const shop = openShop();
let photo: Promise<unknown> | undefined;

/**
 * en: Called when the page opens, before anybody clicks.
 * zh: 页面一打开就调用，这时还没有人点击。
 */
export async function openPage(): Promise<void> {
  await shop.ping({});
}

export async function getTitle(id: string): Promise<string> {
  await photo;
  const { title } = await shop.getItem({ id });
  return title;
}

export async function getPhoto(): Promise<Uint8Array> {
  const reply = shop.getPhoto({ from: 0, length: 0 });
  photo = reply;
  return (await reply).data;
}

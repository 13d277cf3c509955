import { createClient } from "@connectrpc/connect";
import { createTransport } from "playground";
import { Shop } from "./gen/shop_pb";

function openShop() {
  const transport = createTransport({ httpVersion: "2" });
  return createClient(Shop, transport);
}

export async function openPage(): Promise<void> {
  const shop = openShop();
  await shop.ping({});
}

export async function getTitle(id: string): Promise<string> {
  const shop = openShop();
  const { title } = await shop.getItem({ id });
  return title;
}

export async function getPhoto(): Promise<Uint8Array> {
  const shop = openShop();
  const { data } = await shop.getPhoto({ from: 0, length: 0 });
  return data;
}

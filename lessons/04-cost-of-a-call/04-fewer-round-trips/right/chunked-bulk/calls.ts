import { createClient } from "@connectrpc/connect";
import { createTransport } from "playground";
import { Shop } from "./gen/shop_pb";

const shop = createClient(Shop, createTransport({ httpVersion: "2" }));
const pieceBytes = 32_768;

export async function openPage(): Promise<void> {
  await shop.ping({});
}

export async function getTitle(id: string): Promise<string> {
  return (await shop.getItem({ id })).title;
}

/** One connection for all: the photo comes in pieces, and between two of them others get their turn. */
export async function getPhoto(): Promise<Uint8Array> {
  const first = await shop.getPhoto({ from: 0, length: pieceBytes });
  const photo = new Uint8Array(first.size);
  photo.set(first.data);
  for (let from = first.data.length; from < photo.length; from += pieceBytes) {
    const { data } = await shop.getPhoto({ from, length: pieceBytes });
    photo.set(data, from);
  }
  return photo;
}

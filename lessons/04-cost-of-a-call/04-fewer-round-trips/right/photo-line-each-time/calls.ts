import { createClient } from "@connectrpc/connect";
import { createTransport } from "playground";
import { Shop } from "./gen/shop_pb";

type Client = ReturnType<typeof connect>;

function connect() {
  return createClient(Shop, createTransport({ httpVersion: "2" }));
}

let made: Client | undefined;

function shop(): Client {
  made ??= connect();
  return made;
}

export async function openPage() {
  // Nobody waits for it: whoever opens a page has a moment.
  shop()
    .ping({})
    .catch(() => {});
}

export const getTitle = (id: string) =>
  shop()
    .getItem({ id })
    .then(({ title }) => title);

export async function getPhoto() {
  const reply = await connect().getPhoto({ from: 0 });
  return reply.data;
}

import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Shouter } from "./gen/shout_pb";
import { params } from "./params";

const shouter = createClient(Shouter, transport);

/**
 * en: Shout
 * zh: 喊出来
 */
export async function shout() {
  const replies = await Promise.all(params.words.map((word) => shouter.shout({ word })));
  return replies.map(({ text }) => text);
}

import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Shouter } from "./gen/shout_pb";
import { params } from "./params";

const shouter = createClient(Shouter, transport);

export async function shout() {
  for (const word of params.words) await shouter.shout({ word });
  const replies = await Promise.all(params.words.map((word) => shouter.shout({ word })));
  return replies.map(({ text }) => text);
}

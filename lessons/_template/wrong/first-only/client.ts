import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Shouter } from "./gen/shout_pb";
import { params } from "./params";

const shouter = createClient(Shouter, transport);

export async function shout() {
  const { text } = await shouter.shout({ word: params.words[0] });
  return params.words.map(() => text);
}

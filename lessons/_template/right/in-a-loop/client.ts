import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Shouter } from "./gen/shout_pb";
import { params } from "./params";

const shouter = createClient(Shouter, transport);

export async function shout() {
  const texts: string[] = [];
  for (const word of params.words) texts.push((await shouter.shout({ word })).text);
  return texts;
}

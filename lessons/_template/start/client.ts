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
  const { text } = await shouter.shout({ word: params.words[0] });
  // en: And the other words?
  // zh: 其余的词呢？
  return [text];
}

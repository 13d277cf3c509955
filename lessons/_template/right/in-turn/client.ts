import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Shouter } from "./gen/shout_pb";
import { params } from "./params";

const shouter = createClient(Shouter, transport);

export function shout() {
  const next = async (words: readonly string[]): Promise<string[]> => {
    const [word, ...rest] = words;
    if (word === undefined) return [];
    const { text } = await shouter.shout({ word });
    return [text, ...(await next(rest))];
  };
  return next(params.words);
}

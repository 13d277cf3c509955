import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Target } from "./gen/target_pb";

/** Endless answers that nobody takes, as many as there may be. */
export async function attack() {
  const client = createClient(Target, transport);
  const streams = Array.from({ length: 60 }, () => client.stream({ text: "" })[Symbol.asyncIterator]());
  await Promise.allSettled(streams.map((stream) => stream.next()));
  await new Promise(() => {});
}

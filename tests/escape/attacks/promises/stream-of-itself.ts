import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Target } from "./gen/target_pb";

/** A stream that is its own. */
export async function* stream(): AsyncGenerator<{ text: string }> {
  for await (const note of createClient(Target, transport).stream({ text: "" })) yield note;
}

import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Target } from "./gen/target_pb";

/** A service that calls itself without end, and passes nothing on by which that could be told. */
export async function attack() {
  return await createClient(Target, transport).attack({ text: "" });
}

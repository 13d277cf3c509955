import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Target } from "./gen/target_pb";

/** Handlers that call themselves ten times each. */
export async function attack() {
  console.log((await createClient(Target, transport).attack({ text: "fan" })).text);
}

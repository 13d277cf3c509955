import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Target } from "./gen/target_pb";

/** Ends, and leaves timers, calls and promises behind. */
export async function attack() {
  const client = createClient(Target, transport);
  setInterval(() => void client.harmless({ text: "left" }).catch(() => {}), 1);
  void client.attack({ text: "never" }).catch(() => {});
  void Promise.reject(new Error("nobody hears"));
  console.log("gone");
}

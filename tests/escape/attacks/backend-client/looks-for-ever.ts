import { createHandleClient } from "playground";
import { Target } from "./gen/target_pb";

/** Does nothing but look, in the host's time. */
export async function attack() {
  const handle = createHandleClient(Target).attack({ text: "never" });
  while (handle.tryGet() === undefined);
}

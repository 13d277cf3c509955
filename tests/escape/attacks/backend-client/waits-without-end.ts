import { createBlockingClient, createHandleClient } from "playground";
import { Target } from "./gen/target_pb";

/** Stops its thread for an answer that never comes, twice over. */
export async function attack() {
  const handle = createHandleClient(Target).attack({ text: "never" });
  try {
    createBlockingClient(Target).attack({ text: "never" });
  } finally {
    handle.wait();
  }
}

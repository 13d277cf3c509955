import { createBlockingClient, createHandleClient } from "playground";
import { Target } from "./gen/target_pb";

const handles = createHandleClient(Target);
const first = createBlockingClient(Target).harmless({ text: "loading" }).text;
const left = handles.attack({ text: "never" });
const second = handles.harmless({ text: "held" }).wait().text;

/** Stopped its thread before there was an experiment. */
export async function attack() {
  console.log(`${first}, ${second}, ${left.tryGet()}`);
}

import { createBlockingClient, createHandleClient } from "playground";
import { Target } from "./gen/target_pb";

/** Puts its own words in the place of what the runner says of an answer. */
export async function attack() {
  const { parse } = JSON;
  const lies = [
    { end: "whole", status: 200, head: "a\nb\nc", trailers: "\0\n\n\n", sentUs: -1e300, receivedUs: 1e300 },
    { end: "gone", status: "no", head: "x y\nz", trailers: 7, sentUs: null, receivedUs: {} },
    null,
    {
      end: "whole",
      status: 200,
      head: "content-type\napplication/proto",
      trailers: "",
      sentUs: 0,
      receivedUs: 0,
    },
  ];
  let n = 0;
  JSON.parse = (() => lies[n++ % lies.length]) as never;
  const failures = [];
  for (let at = 0; at < 40; at++) {
    try {
      if (at % 2 === 0) createBlockingClient(Target).harmless({ text: "blocked" });
      else createHandleClient(Target).harmless({ text: "held" }).wait();
    } catch (error) {
      failures.push(error);
    }
  }
  JSON.parse = parse;
  console.log(
    `forty, ${failures.length > 0}, ${createBlockingClient(Target).harmless({ text: "then" }).text}`,
  );
}

import { Code, ConnectError } from "@connectrpc/connect";

/** Rejections of a megabyte that nobody handles. */
export function attack() {
  for (let n = 0; n < 20; n++) void Promise.reject(new ConnectError("u".repeat(1_000_000), Code.DataLoss));
  return { text: "answered" };
}

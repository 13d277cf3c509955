import { Code, ConnectError } from "@connectrpc/connect";

/** An error whose message is a megabyte, to be said in a trailer, three bytes for each of the message's. */
export function attack() {
  throw new ConnectError("错".repeat(300_000), Code.DataLoss);
}

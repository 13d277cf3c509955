import { Code, ConnectError } from "@connectrpc/connect";

/** An error whose message is a megabyte. */
export function attack() {
  throw new ConnectError("m".repeat(1_000_000), Code.DataLoss);
}

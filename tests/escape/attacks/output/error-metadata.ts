import { Code, ConnectError } from "@connectrpc/connect";

/** An error with ten thousand headers of its own. */
export function attack() {
  const metadata = new Headers();
  for (let n = 0; n < 10_000; n++) metadata.set(`x-flood-${n}`, "v".repeat(20));
  throw new ConnectError("flood", Code.DataLoss, metadata);
}

import { ConnectError } from "@connectrpc/connect";

/** A code that does not exist. */
export function attack() {
  throw new ConnectError("x", 4_294_967_295 as never);
}

import { Code, ConnectError } from "@connectrpc/connect";

/** An error whose parts fight back when it is put into words. */
export function attack() {
  const error: any = new ConnectError("x", Code.NotFound);
  for (const name of ["code", "rawMessage", "message", "metadata", "details", "name", "stack"])
    Object.defineProperty(error, name, {
      get() {
        throw error;
      },
    });
  throw error;
}

import { StringValueSchema } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError } from "@connectrpc/connect";

/** An error with five thousand details of a kilobyte. */
export function attack() {
  const detail = { desc: StringValueSchema, value: { value: "d".repeat(1_000) } };
  throw new ConnectError("details", Code.DataLoss, undefined, new Array(5_000).fill(detail));
}

import { ConnectError } from "@connectrpc/connect";
import { ErrorInfoSchema } from "./gen/error_info_pb";

// en: Why the gateway answered in a handler's place; empty when it did not. Before any handler saw the call:
// zh: 网关代替处理函数回答时给出的原因；不是网关回答的，就是空的。调用还没碰到处理函数就被挡回的有：
//
//   QUEUE_LIMIT, CONCURRENCY_LIMIT, COOLING_DOWN
export function reasonOf(error: unknown): string {
  const [info] = ConnectError.from(error).findDetails(ErrorInfoSchema);
  return info?.reason ?? "";
}

import { Code } from "@connectrpc/connect";

export type Action =
  | "fix-request"
  | "login"
  | "retry-later"
  | "retry-transaction"
  | "give-up"
  | "report";

export type Failure = {
  code: Code;
  // en: Absent when the server itself has answered; otherwise what happened to the connection.
  // zh: 没有这一项：是服务端自己答复的。否则说明连接出了什么事。
  transport?: "refused" | "reset" | "timeout";
  // en: Whether doing it twice is harmless.
  // zh: 做两遍是否无害。
  idempotent: boolean;
};

// en: What the caller should do next.
// zh: 调用方下一步该做什么。
export function decide({ code, transport, idempotent }: Failure): Action {
  if (transport === "refused") return "retry-later";
  if (transport !== undefined || code === Code.DeadlineExceeded) {
    return idempotent ? "retry-later" : "report";
  }
  switch (code) {
    case Code.InvalidArgument:
    case Code.OutOfRange:
      return "fix-request";
    case Code.Unauthenticated:
      return "login";
    case Code.Unavailable:
    case Code.ResourceExhausted:
      return "retry-later";
    case Code.Aborted:
      return "retry-transaction";
    case Code.FailedPrecondition:
    case Code.NotFound:
    case Code.AlreadyExists:
    case Code.PermissionDenied:
    case Code.Canceled:
      return "give-up";
    default:
      return "report";
  }
}

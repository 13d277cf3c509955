import { Code } from "@connectrpc/connect";

export type Action =
  | "fix-request"
  | "login"
  | "retry-later"
  | "retry-transaction"
  | "give-up"
  | "report";

export type Failure = { code: Code; transport?: "refused" | "reset" | "timeout"; idempotent: boolean };

const byCode = new Map<Code, Action>([
  [Code.InvalidArgument, "fix-request"],
  [Code.OutOfRange, "fix-request"],
  [Code.FailedPrecondition, "fix-request"],
  [Code.NotFound, "give-up"],
  [Code.AlreadyExists, "give-up"],
  [Code.PermissionDenied, "give-up"],
  [Code.Canceled, "give-up"],
  [Code.Unauthenticated, "login"],
  [Code.Unavailable, "retry-later"],
  [Code.ResourceExhausted, "retry-later"],
  [Code.Aborted, "retry-transaction"],
  [Code.Unimplemented, "give-up"],
]);

export function decide(failure: Failure): Action {
  const isUnknown =
    failure.code === Code.DeadlineExceeded || failure.transport === "reset" || failure.transport === "timeout";
  if (isUnknown) return failure.idempotent ? "retry-later" : "report";
  if (failure.transport === "refused") return "retry-later";
  return byCode.get(failure.code) ?? "report";
}

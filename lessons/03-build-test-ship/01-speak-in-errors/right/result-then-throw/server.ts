import { Code, ConnectError, type ConnectRouter, type HandlerContext } from "@connectrpc/connect";
import { findProblem, openVault, type Problem } from "./bank";
import { BadFieldSchema, Bank, type TransferRequest } from "./gen/bank_pb";

type Result = { ok: true; receipt: string } | { ok: false; problem: Problem };

async function transfer(request: TransferRequest, context: HandlerContext): Promise<Result> {
  const problem = findProblem(request, context.requestHeader.get("authorization"));
  if (problem !== null) return { ok: false, problem };
  const vault = openVault(request.from);
  await vault.debit(request, context);
  await vault.credit(request, context);
  return { ok: true, receipt: request.from };
}

function fail({ situation, text, field }: Problem): never {
  if (situation === "badRequest") {
    const value = { field: String(field), reason: text };
    throw new ConnectError(text, Code.InvalidArgument, undefined, [{ desc: BadFieldSchema, value }]);
  }
  if (situation === "noToken") throw new ConnectError(text, Code.Unauthenticated);
  if (situation === "unknownAccount") throw new ConnectError(text, Code.NotFound);
  if (situation === "foreignAccount") throw new ConnectError(text, Code.PermissionDenied);
  if (situation === "draining") throw new ConnectError(text, Code.Unavailable);
  if (situation === "changedMeanwhile") throw new ConnectError(text, Code.Aborted);
  if (situation === "quotaUsedUp") throw new ConnectError(text, Code.ResourceExhausted);
  throw new ConnectError(text, Code.FailedPrecondition);
}

// A bug needs no case: what is thrown unexpectedly reaches the caller without its text.
export default (router: ConnectRouter) =>
  router.service(Bank, {
    async transfer(request, context) {
      const result = await transfer(request, context);
      return result.ok ? { receipt: result.receipt } : fail(result.problem);
    },
  });

import { Code, ConnectError, type ConnectRouter } from "@connectrpc/connect";
import { findProblem, openVault, type Problem, type Situation } from "./bank";
import { BadFieldSchema, Bank } from "./gen/bank_pb";

const codes: Record<Situation, Code> = {
  badRequest: Code.InvalidArgument,
  noToken: Code.Unauthenticated,
  unknownAccount: Code.NotFound,
  foreignAccount: Code.PermissionDenied,
  draining: Code.Unavailable,
  changedMeanwhile: Code.Aborted,
  quotaUsedUp: Code.ResourceExhausted,
  insufficientFunds: Code.FailedPrecondition,
};

function toError({ situation, text, field }: Problem) {
  const details = field === undefined ? [] : [{ desc: BadFieldSchema, value: { field, reason: text } }];
  return new ConnectError(text, codes[situation], undefined, details);
}

export default (router: ConnectRouter) =>
  router.service(Bank, {
    async transfer(request, context) {
      const problem = findProblem(request, context.requestHeader.get("authorization"));
      if (problem !== null) throw toError(problem);
      try {
        const vault = openVault(request.from);
        await vault.debit(request, context);
        await vault.credit(request, context);
      } catch (cause) {
        throw new ConnectError((cause as Error).message, Code.Internal);
      }
      return { receipt: `${request.from} → ${request.to}: ${request.amount} ${request.currency}` };
    },
  });

import { Code, ConnectError, type ConnectRouter } from "@connectrpc/connect";
import { findProblem, openVault, type Problem, type Situation } from "./bank";
import { BadFieldSchema, Bank } from "./gen/bank_pb";

const statuses: Record<Situation, number> = {
  badRequest: 400,
  noToken: 401,
  unknownAccount: 404,
  foreignAccount: 403,
  draining: 503,
  changedMeanwhile: 409,
  quotaUsedUp: 429,
  insufficientFunds: 412,
};

function toError({ situation, text, field }: Problem) {
  const details = field === undefined ? [] : [{ desc: BadFieldSchema, value: { field, reason: text } }];
  return new ConnectError(text, undefined, { status: String(statuses[situation]) }, details);
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
        console.error(cause);
        throw new ConnectError("internal error", Code.Internal);
      }
      return { receipt: `${request.from} → ${request.to}: ${request.amount} ${request.currency}` };
    },
  });

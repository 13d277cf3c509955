import { Code, ConnectError, type ConnectRouter, type Interceptor } from "@connectrpc/connect";
import { findProblem, openVault, type Problem } from "./bank";
import { BadFieldSchema, Bank } from "./gen/bank_pb";

class Refused extends Error {
  problem: Problem;
  constructor(problem: Problem) {
    super(problem.text);
    this.problem = problem;
  }
}

function codeOf({ situation }: Problem): Code {
  switch (situation) {
    case "badRequest":
      return Code.InvalidArgument;
    case "noToken":
      return Code.Unauthenticated;
    case "foreignAccount":
      return Code.PermissionDenied;
    case "unknownAccount":
      return Code.NotFound;
    case "insufficientFunds":
      return Code.FailedPrecondition;
    case "changedMeanwhile":
      return Code.Aborted;
    case "quotaUsedUp":
      return Code.ResourceExhausted;
    case "draining":
      return Code.Unavailable;
  }
}

const speakInCodes: Interceptor = (next) => async (request) => {
  try {
    return await next(request);
  } catch (error) {
    if (error instanceof ConnectError) throw error;
    if (!(error instanceof Refused)) throw new ConnectError("something went wrong here", Code.Internal);
    const { field = "", text } = error.problem;
    const failure = new ConnectError(text, codeOf(error.problem));
    if (field !== "") failure.details.push({ desc: BadFieldSchema, value: { field, reason: text } });
    throw failure;
  }
};

export default (router: ConnectRouter) =>
  router.service(
    Bank,
    {
      async transfer(request, context) {
        const problem = findProblem(request, context.requestHeader.get("authorization"));
        if (problem) throw new Refused(problem);
        const vault = openVault(request.from);
        await vault.debit(request, context);
        await vault.credit(request, context);
        return { receipt: `${request.amount} to ${request.to}` };
      },
    },
    { interceptors: [speakInCodes] },
  );

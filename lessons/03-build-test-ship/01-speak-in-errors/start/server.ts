import type { ConnectRouter } from "@connectrpc/connect";
import { findProblem, openVault } from "./bank";
import { Bank } from "./gen/bank_pb";

export default (router: ConnectRouter) =>
  router.service(Bank, {
    async transfer(request, context) {
      const problem = findProblem(request, context.requestHeader.get("authorization"));
      if (problem !== null) throw new Error(problem.text);
      const vault = openVault(request.from);
      await vault.debit(request, context);
      await vault.credit(request, context);
      return { receipt: `${request.from} → ${request.to}: ${request.amount} ${request.currency}` };
    },
  });

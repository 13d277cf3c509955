import { createClient, type HandlerContext } from "@connectrpc/connect";
import { callOptions, transport } from "playground";
import type { TransferRequest } from "./gen/bank_pb";
import { Ledger } from "./gen/playground/fixtures/v1/fixtures_pb";
import { params } from "./params";

export type Situation =
  | "badRequest"
  | "noToken"
  | "unknownAccount"
  | "foreignAccount"
  | "draining"
  | "changedMeanwhile"
  | "quotaUsedUp"
  | "insufficientFunds";

export type Problem = { situation: Situation; text: string; field?: keyof TransferRequest };

const ledger = createClient(Ledger, transport);

// en: What is wrong with a transfer; null when nothing is. It only looks.
// zh: 这笔转账有什么问题；null 表示没有。只看，不动。
export function findProblem(request: TransferRequest, authorization: string | null): Problem | null {
  const { from, to, amount, currency, version } = request;
  if (authorization === null) return { situation: "noToken", text: "who are you?" };
  const bad = (field: keyof TransferRequest, text: string): Problem => ({
    situation: "badRequest",
    field,
    text,
  });
  if (amount <= 0) return bad("amount", "amount must be positive");
  if (!/^[A-Z]{3}$/.test(currency)) return bad("currency", "currency must have three letters");
  if (to === from) return bad("to", "to must differ from from");
  const [source, target] = [from, to].map((id) => params.accounts.find((account) => account.id === id));
  if (source === undefined || target === undefined) {
    return { situation: "unknownAccount", text: "there is no such account" };
  }
  if (authorization !== `Bearer ${source.owner}`) {
    return { situation: "foreignAccount", text: "this account is somebody else's" };
  }
  if (source.state === "draining") return { situation: "draining", text: "this branch is shutting down" };
  if (source.version !== version) {
    return { situation: "changedMeanwhile", text: "the account has changed since you looked" };
  }
  if (source.transfersLeft === 0) {
    return { situation: "quotaUsedUp", text: "no more transfers this minute" };
  }
  if (source.balance < amount) return { situation: "insufficientFunds", text: "not enough money" };
  return null;
}

// en: Opens the vault of an account. A hidden bug can make it throw, and the text is not for callers.
// zh: 打开账户的金库；某处藏着 bug，会抛出异常，其中的文字不能给调用方看。
export function openVault(id: string) {
  const account = params.accounts.find((one) => one.id === id);
  if (account?.state === "broken") {
    throw new Error(`vault ${id}: login as root with password ${params.secret} was refused`);
  }
  return {
    async debit({ from, amount }: TransferRequest, context: HandlerContext) {
      await ledger.append({ key: from, payload: String(-amount) }, callOptions(context));
    },
    async credit({ to, amount }: TransferRequest, context: HandlerContext) {
      await ledger.append({ key: to, payload: String(amount) }, callOptions(context));
    },
  };
}

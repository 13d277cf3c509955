import { Code, ConnectError } from "@connectrpc/connect";
import { sleep } from "playground";
import { params } from "./params";

// en: What can happen within the transaction. Whatever is thrown here undoes it.
// zh: 事务当中可能发生的事。在这里抛出异常，事务就回滚。
export async function meetWithin(fate: string): Promise<void> {
  if (fate === "unavailable-before") throw new ConnectError("try again later", Code.Unavailable);
  if (fate === "late") await sleep(params.patienceMs * 1.5);
}

// en: What can happen to the reply when the transaction has been committed.
// zh: 事务提交之后，回复可能遇到的事。
export function replyOf(fate: string) {
  if (fate === "unavailable-after") throw new ConnectError("try again later", Code.Unavailable);
  return { receipt: fate === "reply-too-large" ? "x".repeat(5_000_000) : "thank you" };
}

import { Code, ConnectError } from "@connectrpc/connect";
import { sleep } from "playground";
import { params } from "./params";

// en: What can happen to an order. Writing it into the books is what commits it.
// zh: 一个订单可能有的遭遇。写进账本，就是提交。
export async function meet(fate: string, commit: () => Promise<void>) {
  const afterTheClientLeft = params.patienceMs * 1.5;
  switch (fate) {
    case "unavailable-before":
      throw new ConnectError("try again later", Code.Unavailable);
    case "unavailable-after":
      await commit();
      throw new ConnectError("try again later", Code.Unavailable);
    case "exhausted-before":
      throw new ConnectError("out of paper", Code.ResourceExhausted);
    case "reply-too-large":
      await commit();
      return { receipt: "x".repeat(5_000_000) };
    case "never":
      await sleep(afterTheClientLeft);
      return {};
    case "late":
      await sleep(afterTheClientLeft);
      await commit();
      return {};
    case "silent":
      await commit();
      await sleep(afterTheClientLeft);
      return {};
    case "killed-before":
      return endProcess();
    case "killed-after":
      await commit();
      return endProcess();
    default:
      await commit();
      return { receipt: "thank you" };
  }
}

// en: Asks for more memory than a process may have here.
// zh: 要的内存超过这里单个进程的上限。
function endProcess(): never {
  const all: number[][] = [];
  for (;;) all.push(new Array(10_000_000).fill(1.5));
}

import { createClient, type HandlerContext } from "@connectrpc/connect";
import { callOptions, transport } from "playground";
import { Ledger } from "./gen/playground/fixtures/v1/fixtures_pb";

const ledger = createClient(Ledger, transport);

export type Store = ReturnType<typeof openStore>;

// en: Stands in for a database: what it holds lies outside this process.
// zh: 代表数据库：里面的东西不在这个进程里。
export function openStore(context: HandlerContext) {
  // en: Passes on who is asking, but neither the abort signal nor the deadline: a job outlives the call that started it.
  // zh: 只传递是谁在问，不传递取消信号和截止时间：任务比启动它的调用活得久。
  const { contextValues } = callOptions(context);
  const options = contextValues === undefined ? {} : { contextValues };
  return {
    async save(job: string, percent: number) {
      await ledger.append({ key: job, payload: String(percent) }, options);
    },
    // en: Undefined when there is no such job.
    // zh: undefined：没有这个任务。
    async percentOf(job: string) {
      const { entries } = await ledger.list({ key: job }, options);
      const last = entries.at(-1);
      return last === undefined ? undefined : Number(last.payload);
    },
    async testify(what: string, job: string) {
      await ledger.append({ key: what, payload: job }, options);
    },
  };
}

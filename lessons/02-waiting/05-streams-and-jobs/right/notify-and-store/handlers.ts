import { Code, ConnectError, type HandlerContext } from "@connectrpc/connect";
import type { ListRequest, StartRequest, WatchRequest } from "./gen/reports_pb";
import { readRows } from "./rows";
import { openStore, type Store } from "./store";
import { progressOf, work } from "./work";

export async function* list(request: ListRequest) {
  yield* readRows(request);
}

class Runner {
  private waiting: (() => void)[] = [];
  constructor(job: string, from: number, store: Store) {
    void this.run(job, from, store);
  }
  private async run(job: string, from: number, store: Store) {
    for await (const percent of work(job, from, store)) {
      await store.save(job, percent);
      const woken = this.waiting;
      this.waiting = [];
      for (const wake of woken) wake();
    }
  }
  next() {
    return new Promise<void>((resolve) => this.waiting.push(resolve));
  }
}

const runners = new Map<string, Runner>();

function runnerOf(job: string, from: number, store: Store) {
  const runner = runners.get(job) ?? new Runner(job, from, store);
  runners.set(job, runner);
  return runner;
}

export async function start(_request: StartRequest, context: HandlerContext) {
  const store = openStore(context);
  const job = crypto.randomUUID();
  await store.save(job, 0);
  runnerOf(job, 0, store);
  return { job };
}

export async function* watch({ job }: WatchRequest, context: HandlerContext) {
  const store = openStore(context);
  for (;;) {
    const before = runners.get(job)?.next();
    const percent = await store.percentOf(job);
    if (percent === undefined) throw new ConnectError(`no job ${job}`, Code.NotFound);
    yield progressOf(job, percent);
    if (percent === 100) return;
    await (before ?? runnerOf(job, percent, store).next());
  }
}

import { Code, ConnectError, type HandlerContext } from "@connectrpc/connect";
import { sleep } from "playground";
import type { ListRequest, StartRequest, WatchRequest } from "./gen/reports_pb";
import { readRows } from "./rows";
import { openStore, type Store } from "./store";
import { progressOf, work } from "./work";

export async function* list(request: ListRequest) {
  const rows = [];
  for await (const row of readRows(request)) rows.push(row);
  for (const row of rows) yield row;
}

const working = new Set<string>();

async function carryOn(job: string, from: number, store: Store) {
  if (working.has(job)) return;
  working.add(job);
  for await (const percent of work(job, from, store)) await store.save(job, percent);
}

export async function start(_request: StartRequest, context: HandlerContext) {
  const store = openStore(context);
  const job = crypto.randomUUID();
  await store.save(job, 0);
  void carryOn(job, 0, store);
  return { job };
}

export async function* watch({ job }: WatchRequest, context: HandlerContext) {
  const store = openStore(context);
  for (let seen = -1; seen < 100; await sleep(50)) {
    const percent = await store.percentOf(job);
    if (percent === undefined) throw new ConnectError(`no job ${job}`, Code.NotFound);
    if (percent < 100) void carryOn(job, percent, store);
    if (percent > seen) yield progressOf(job, percent);
    seen = percent;
  }
}

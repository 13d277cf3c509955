import { Code, ConnectError, type HandlerContext } from "@connectrpc/connect";
import { sleep } from "playground";
import type { ListRequest, StartRequest, WatchRequest } from "./gen/reports_pb";
import { readRows } from "./rows";
import { openStore, type Store } from "./store";
import { progressOf, work } from "./work";

export const list = (request: ListRequest) => readRows(request);

const runs = new Map<string, Promise<void>>();

function ensureRun(job: string, from: number, store: Store) {
  if (!runs.has(job)) runs.set(job, run(job, from, store));
}

async function run(job: string, from: number, store: Store) {
  for await (const percent of work(job, from, store)) await store.save(job, percent);
}

export async function start(_request: StartRequest, context: HandlerContext) {
  const store = openStore(context);
  const job = `job-${Date.now()}-${Math.random()}`;
  await store.save(job, 0);
  ensureRun(job, 0, store);
  return { job };
}

export async function* watch({ job }: WatchRequest, context: HandlerContext) {
  const store = openStore(context);
  let percent = await store.percentOf(job);
  if (percent === undefined) throw new ConnectError("unknown job", Code.NotFound);
  if (percent !== 100) ensureRun(job, percent, store);
  yield progressOf(job, percent);
  while (percent < 100) {
    await sleep(100);
    percent = (await store.percentOf(job)) ?? 0;
    yield progressOf(job, percent);
  }
}

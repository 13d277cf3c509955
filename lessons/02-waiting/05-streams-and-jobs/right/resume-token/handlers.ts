import { Code, ConnectError, type HandlerContext } from "@connectrpc/connect";
import { sleep } from "playground";
import type { ListRequest, StartRequest, WatchRequest } from "./gen/reports_pb";
import { readRows } from "./rows";
import { openStore } from "./store";
import { progressOf, work } from "./work";

export async function* list(request: ListRequest) {
  const rows = readRows(request)[Symbol.asyncIterator]();
  for (let next = await rows.next(); !next.done; next = await rows.next()) yield next.value;
}

const busy: Record<string, boolean> = {};

function carryOn(job: string, from: number, context: HandlerContext) {
  if (busy[job]) return;
  busy[job] = true;
  const store = openStore(context);
  (async () => {
    for await (const percent of work(job, from, store)) await store.save(job, percent);
  })().finally(() => delete busy[job]);
}

export async function start(_request: StartRequest, context: HandlerContext) {
  const job = crypto.randomUUID().slice(0, 8);
  await openStore(context).save(job, 0);
  carryOn(job, 0, context);
  return { job };
}

export async function* watch({ job, seen }: WatchRequest, context: HandlerContext) {
  const store = openStore(context);
  let last = seen;
  do {
    const percent = await store.percentOf(job);
    if (percent === undefined) throw new ConnectError(`no job ${job}`, Code.NotFound);
    if (percent < 100) carryOn(job, percent, context);
    for (; last < percent; last += 10) yield progressOf(job, last + 10);
    await sleep(30);
  } while (last < 100);
}

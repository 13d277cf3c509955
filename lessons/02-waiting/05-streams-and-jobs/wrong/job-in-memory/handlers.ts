import { Code, ConnectError, type HandlerContext } from "@connectrpc/connect";
import { sleep } from "playground";
import type { ListRequest, StartRequest, WatchRequest } from "./gen/reports_pb";
import { readRows } from "./rows";
import { openStore, type Store } from "./store";
import { progressOf, work } from "./work";

export async function* list(request: ListRequest) {
  for await (const row of readRows(request)) yield row;
}

const jobs = new Map<string, number>();

async function run(job: string, store: Store) {
  for await (const percent of work(job, 0, store)) jobs.set(job, percent);
}

export async function start(_request: StartRequest, context: HandlerContext) {
  const job = crypto.randomUUID();
  jobs.set(job, 0);
  void run(job, openStore(context));
  return { job };
}

export async function* watch({ job }: WatchRequest, _context: HandlerContext) {
  for (let seen = -1; seen < 100; await sleep(50)) {
    const percent = jobs.get(job);
    if (percent === undefined) throw new ConnectError(`no job ${job}`, Code.NotFound);
    if (percent > seen) yield progressOf(job, percent);
    seen = percent;
  }
}

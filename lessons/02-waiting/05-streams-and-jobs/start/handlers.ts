import type { HandlerContext } from "@connectrpc/connect";
import type { ListRequest, StartRequest, WatchRequest } from "./gen/reports_pb";
import { readRows } from "./rows";
import { openStore } from "./store";
import { progressOf, work } from "./work";

export async function* list(request: ListRequest) {
  const rows = [];
  for await (const row of readRows(request)) rows.push(row);
  yield* rows;
}

export async function start(_request: StartRequest, context: HandlerContext) {
  const store = openStore(context);
  const job = crypto.randomUUID();
  for await (const percent of work(job, 0, store)) await store.save(job, percent);
  return { job };
}

export async function* watch({ job }: WatchRequest, _context: HandlerContext) {
  yield progressOf(job, 100);
}

import type { HandlerContext } from "@connectrpc/connect";
import type { ListRequest, StartRequest, WatchRequest } from "./gen/reports_pb";
import { readRows } from "./rows";
import { openStore } from "./store";
import { progressOf, work } from "./work";

export async function* list(request: ListRequest) {
  for await (const row of readRows(request)) yield row;
}

export async function start(_request: StartRequest, context: HandlerContext) {
  const store = openStore(context);
  const job = crypto.randomUUID();
  await store.save(job, 0);
  return { job };
}

export async function* watch({ job }: WatchRequest, context: HandlerContext) {
  const store = openStore(context);
  for await (const percent of work(job, 0, store)) {
    await store.save(job, percent);
    yield progressOf(job, percent);
  }
}

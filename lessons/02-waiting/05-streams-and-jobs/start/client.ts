import { createClient } from "@connectrpc/connect";
import { sleep, transport } from "playground";
import { Ledger } from "./gen/playground/fixtures/v1/fixtures_pb";
import { Reports } from "./gen/reports_pb";
import { params } from "./params";

const reports = createClient(Reports, transport);
const ledger = createClient(Ledger, transport);

/**
 * en: The same rows twice: by single calls, and by a stream
 * zh: 同样的行取两遍：逐次调用，再用一个流
 */
export async function rows() {
  for (let index = 0; index < params.rows; index += 1) await reports.get({ index });
  const texts: string[] = [];
  const all = { rows: params.rows, everyMs: params.everyMs };
  for await (const { text } of reports.list(all)) texts.push(text);
  return texts;
}

/**
 * en: A consumer that stops after five messages
 * zh: 收了五条就停下的消费者
 */
export async function pause() {
  const before = (await reports.countRead({})).rows;
  const line = new AbortController();
  const read: number[] = [];
  let consumed = 0;
  for await (const _ of reports.list({ rows: 20_000, rowBytes: 1_000 }, { signal: line.signal })) {
    consumed += 1;
    if (consumed < 5) continue;
    for (const ms of [1_000, 2_000]) {
      await sleep(ms);
      read.push((await reports.countRead({})).rows - before);
    }
    break;
  }
  line.abort();
  return { consumed, read };
}

/**
 * en: A report as a job, and a line that breaks halfway
 * zh: 把报表当作任务，中途断一次线
 */
export async function report() {
  const { job } = await reports.start({}, { timeoutMs: params.gatewayMs });
  const before = await follow(job, 0, 50);
  const after = await follow(job, 50);
  return { before, after };
}

/**
 * en: A report, and a process that dies on the way
 * zh: 一份报表，和一个半路死掉的进程
 */
export async function crash() {
  const { job } = await reports.start({}, { timeoutMs: params.gatewayMs });
  await sleep(3.5 * params.stepMs);
  await reports.crash({}).catch(() => {});
  return await follow(job, 0);
}

/**
 * en: Fire and forget, and a process that dies on the way
 * zh: 即发即弃，和一个半路死掉的进程
 */
export async function forget() {
  void reports.start({}).catch(() => {});
  await sleep(3.5 * params.stepMs);
  await reports.crash({}).catch(() => {});
  const { entries } = await ledger.list({});
  return entries.map(({ key, payload }) => `${key} ${payload}`);
}

async function follow(job: string, seen: number, until = 100) {
  const line = new AbortController();
  const got: { percent: number; result: string }[] = [];
  const options = { signal: line.signal, timeoutMs: 20_000 };
  for await (const { percent, result } of reports.watch({ job, seen }, options)) {
    got.push({ percent, result });
    if (percent >= until) break;
  }
  line.abort();
  return got;
}

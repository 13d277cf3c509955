import { createClient } from "@connectrpc/connect";
import { settings, transport } from "playground";
import { Greeter } from "./gen/greet_pb";
import { params } from "./params";
import { makespan, smallestPool } from "./pool";

const greeter = createClient(Greeter, transport);
const names = Array.from({ length: settings.calls }, (_, index) => `guest ${index + 1}`);

/**
 * en: All at once
 * zh: 一拥而上
 */
export async function burst() {
  await Promise.all(names.map((name) => greeter.sayHello({ name })));
}

/**
 * en: All at once, with a deadline
 * zh: 一拥而上，带截止时间
 */
export async function deadline() {
  const timeoutMs = params.deadlineMs;
  await Promise.allSettled(names.map((name) => greeter.sayHello({ name }, { timeoutMs })));
}

/**
 * en: What your functions answer
 * zh: 你的函数怎么回答
 */
export function answers() {
  const { calls, serviceMs, limitMs } = params.pool;
  return {
    pool: smallestPool(calls, serviceMs, limitMs),
    makespans: params.cases.map((one) => makespan(one.calls, one.workers, one.serviceMs)),
  };
}

import { createClient } from "@connectrpc/connect";
import { sleep, transport } from "playground";
import { Lists } from "./gen/lists_pb";
import { params } from "./params";
import { slope } from "./slope";

const lists = createClient(Lists, transport);

/**
 * en: Lists that double
 * zh: 列表长度逐次翻倍
 */
export async function sweep() {
  const samples = params.sizes.map((n) => ({ n, ms: Number.POSITIVE_INFINITY }));
  const lengths: number[] = [];
  for (let round = 0; round < params.rounds; round += 1) {
    for (const sample of samples) {
      const items = itemsOf(sample.n, round);
      const from = performance.now();
      const reply = await lists.dedupe({ items });
      // en: The quickest of several tries: it was disturbed least.
      // zh: 多试几次取最快的：它受到的干扰最少。
      sample.ms = Math.min(sample.ms, performance.now() - from);
      lengths.push(reply.items.length);
    }
  }
  // en: The longest list once more, and, while the server works on it, a ping that asks for nothing.
  // zh: 最长的再发一次，趁它还在处理，发一个什么也不要的 ping。
  const longest = itemsOf(params.sizes.at(-1) ?? 0, 0);
  const busy = lists.dedupe({ items: longest });
  await sleep(50);
  await Promise.all([busy, lists.ping({})]);
  return { k: slope(samples), samples, lengths };
}

/**
 * en: Lists with a catch
 * zh: 几个容易出错的列表
 */
export async function cases() {
  const replies: string[][] = [];
  for (const items of params.lists) replies.push((await lists.dedupe({ items })).items);
  return replies;
}

/**
 * en: A stream of numbers
 * zh: 一个数流
 */
export async function stream() {
  const { sum } = await lists.sum(numbers());
  return String(sum);
}

function itemsOf(length: number, round: number) {
  return Array.from({ length }, (_, index) => `${params.seed + round}-${(index * 7_919) % length}`);
}

async function* numbers() {
  let state = params.seed;
  for (let sent = 0; sent < params.messages; sent += 1) {
    // en: They come in gusts, as from a sensor.
    // zh: 数据一阵一阵地来，像传感器那样。
    if (sent % 20 === 0) await sleep(10);
    const values: bigint[] = [];
    for (let index = 0; index < params.perMessage; index += 1) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      values.push(2n ** 40n + BigInt(state));
    }
    yield { values };
  }
}

import type { SumRequest } from "./gen/lists_pb";

/**
 * en: All numbers of all messages, added up.
 * zh: 所有消息里的所有数之和。
 */
export async function sum(messages: AsyncIterable<SumRequest>): Promise<bigint> {
  let total = 0n;
  for await (const { values } of messages) {
    for (const value of values) total += value;
  }
  return total;
}

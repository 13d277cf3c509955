import type { SumRequest } from "./gen/lists_pb";

/**
 * en: All numbers of all messages, added up.
 * zh: 所有消息里的所有数之和。
 */
export async function sum(messages: AsyncIterable<SumRequest>): Promise<bigint> {
  const all: bigint[] = [];
  for await (const { values } of messages) all.push(...values);
  return all.reduce((total, value) => total + value, 0n);
}

import type { SumRequest } from "./gen/lists_pb";

export async function sum(messages: AsyncIterable<SumRequest>): Promise<bigint> {
  let total = 0n;
  for await (const message of messages) total = message.values.reduce((a, b) => a + b, total);
  return total;
}

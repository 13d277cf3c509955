import type { SumRequest } from "./gen/lists_pb";

export async function sum(messages: AsyncIterable<SumRequest>): Promise<bigint> {
  let total = 0;
  for await (const { values } of messages) {
    for (const value of values) total += Number(value);
  }
  return BigInt(total);
}

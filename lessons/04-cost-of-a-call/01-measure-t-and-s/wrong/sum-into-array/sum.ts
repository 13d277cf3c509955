import type { SumRequest } from "./gen/lists_pb";

export async function sum(messages: AsyncIterable<SumRequest>): Promise<bigint> {
  const parts: bigint[][] = [];
  let total = 0n;
  for await (const { values } of messages) {
    parts.push(values);
    total = parts.at(-1)?.reduce((a, b) => a + b, total) ?? total;
  }
  return total;
}

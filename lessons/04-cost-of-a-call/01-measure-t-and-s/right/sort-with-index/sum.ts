import type { SumRequest } from "./gen/lists_pb";

export async function sum(messages: AsyncIterable<SumRequest>): Promise<bigint> {
  let total = BigInt(0);
  for await (const { values } of messages) {
    let part = BigInt(0);
    for (let at = 0; at < values.length; at++) part += values[at] ?? BigInt(0);
    total += part;
  }
  return total;
}

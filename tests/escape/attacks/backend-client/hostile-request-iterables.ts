import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Target } from "./gen/target_pb";

/** Requests that are no proper iterables. */
export async function attack() {
  const client = createClient(Target, transport);
  const never = { next: () => new Promise(() => {}) };
  const requests: any[] = [
    { [Symbol.asyncIterator]: () => never },
    { [Symbol.asyncIterator]: () => ({ ...never, return: () => new Promise(() => {}) }) },
    { [Symbol.asyncIterator]: () => ({ next: () => ({ done: false, value: { text: "sync" } }) }) },
    {
      [Symbol.asyncIterator]: () => ({
        next: async () => ({
          get done() {
            throw new Error("done?");
          },
        }),
      }),
    },
    {
      [Symbol.asyncIterator]: () => ({
        next: () => {
          throw new Error("at once");
        },
      }),
    },
    { [Symbol.asyncIterator]: () => 7 },
    { [Symbol.asyncIterator]: 7 },
    null,
    "text",
    [{ text: "an array" }],
  ];
  const results = await Promise.allSettled(
    requests.map((request) => (async () => await client.upload(request, { timeoutMs: 300 }))()),
  );
  console.log(`settled ${results.length}`);
}

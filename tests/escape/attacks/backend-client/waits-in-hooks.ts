import { createClient } from "@connectrpc/connect";
import { createBlockingClient, createHandleClient, transport } from "playground";
import { Target } from "./gen/target_pb";

/** Stops the thread wherever the runtime calls back: in the middle of a frame, a log line, a returned value. */
export async function attack() {
  const blocked = createBlockingClient(Target);
  const client = createClient(Target, transport);
  let waits = 0;
  const wait = () => {
    waits++;
    const handle = createHandleClient(Target).harmless({ text: "held" });
    return blocked.harmless({ text: "hook" }).text + handle.wait().text;
  };
  const hostile = {
    get text() {
      return wait();
    },
    toJSON: wait,
    toString: wait,
    [Symbol.toPrimitive]: wait,
  };
  console.log(hostile, [hostile], new Proxy({}, { ownKeys: () => (wait(), []) }));
  await client.harmless(hostile as never);
  blocked.harmless(hostile as never);
  await client.harmless(
    { text: "head" },
    { onHeader: wait, onTrailer: wait, headers: { "x-own": hostile as never } },
  );
  blocked.harmless(
    { text: "nested" },
    { onHeader: wait, onTrailer: () => (wait(), blocked.harmless({ text: "deep" }, { onHeader: wait })) },
  );
  const handle = createHandleClient(Target).harmless(
    { text: "again" },
    { onHeader: () => void handle.tryGet() },
  );
  await handle.then(undefined, () => {});
  await { then: (done: (value: string) => void) => done(wait()) };
  await client.upload(
    (async function* () {
      yield { text: wait() };
      await null;
      yield { text: wait() };
    })(),
  );
  for await (const { text } of client.stream({})) if (wait() !== "" && text !== "") break;
  const { text } = await client.harmless({ text: "afterwards" });
  console.log(waits > 10, text);
  return { toJSON: () => wait() };
}

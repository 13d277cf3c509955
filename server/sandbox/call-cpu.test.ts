import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ErrorInfoSchema } from "#lib/gen/google/rpc/error_details_pb.ts";
import { Greeter } from "./fixtures/greet_pb.ts";
import type { Replica, Sandbox } from "./sandbox.ts";
import { greeter, programOf } from "./test-program.ts";
import { openProgram, testSandbox, watch } from "./test-sandbox.ts";
import { transportTo, type Wire, wires } from "./test-transport.ts";

const callCpuMs = 300;
let sandbox: Sandbox;
let replica: Replica;
const observer = watch();

/** Takes the processor in slices of 50 ms, and gives its thread back between them. */
const burner = `
const pause = () => new Promise<void>((done) => setTimeout(done, 1));
const slice = () => { const until = performance.now() + 50; while (performance.now() < until); };
const stops = new Map<string, unknown>();
async function burn(name: string, { signal }: HandlerContext) {
  while (!signal.aborted) { slice(); await pause(); }
  stops.set(name, (signal.reason as ConnectError).code);
}
`;
const methods = `
async sayHello({ name }, context) {
  if (name.startsWith("burn")) await burn(name, context);
  if (name === "stubborn") for (let at = 0; at < 24; at++) { slice(); await pause(); }
  if (name === "rest") for (let at = 0; at < 200; at++) await pause();
  if (name.startsWith("ask ")) return { message: String(stops.get(name.slice(4))) };
  return { message: "Hello, " + name };
},
async *count({ name }, context) {
  yield { message: "begun" };
  await burn(name, context);
},
async collect(requests) {
  let taken = 0;
  for await (const _ of requests) { slice(); taken++; }
  return { message: String(taken) };
},
`;

beforeAll(async () => {
  sandbox = await testSandbox({ callCpuMs });
  replica = await openProgram(sandbox, await programOf(greeter(methods, burner)), observer);
});
afterAll(() => sandbox.close());

const clientOn = (wire: Wire) => createClient(Greeter, transportTo(replica, wire));

async function failureOf(call: Promise<unknown>): Promise<ConnectError> {
  return call.then(
    (answer) => expect.fail(`it was answered: ${JSON.stringify(answer)}`),
    (error: unknown) => ConnectError.from(error),
  );
}

function expectUsedUp(error: ConnectError): void {
  expect(error.code).toBe(Code.ResourceExhausted);
  expect(error.rawMessage).toBe("The call used more than 300 ms of processor time (limit callCpuMs).");
  const metadata = { limit: "callCpuMs", value: "300" };
  expect(error.findDetails(ErrorInfoSchema)).toMatchObject([
    { reason: "CALL_CPU_LIMIT", domain: "playground.v1", metadata },
  ]);
}

describe.each(wires)("over %s", (wire) => {
  test("a call that uses up its processor time ends with limit and value, and its signal fires", async () => {
    const client = clientOn(wire);
    const name = `burn ${wire}`;
    expectUsedUp(await failureOf(client.sayHello({ name })));
    await expect
      .poll(() => client.sayHello({ name: `ask ${name}` }), { timeout: 20_000 })
      .toMatchObject({
        message: String(Code.ResourceExhausted),
      });
  });
});

test("a stream that has begun ends in the same way", async () => {
  const heard: string[] = [];
  const read = async () => {
    for await (const { message } of clientOn("grpc").count({ name: "stream" })) heard.push(message);
  };
  expectUsedUp(await failureOf(read()));
  expect(heard).toEqual(["begun"]);
});

test("what the messages of a request stream cost is its own call's", async () => {
  async function* requests() {
    for (let at = 0; at < 40; at++) yield { name: "one more" };
  }
  expectUsedUp(await failureOf(clientOn("grpc").collect(requests())));
});

test("other calls of the deployment live on, those that wait and those that come", async () => {
  const client = clientOn("connect");
  const resting = client.sayHello({ name: "rest" });
  const burning = failureOf(client.sayHello({ name: "burn beside" }));
  for (let at = 0; at < 5; at++) expect((await client.sayHello({ name: "Ada" })).message).toBe("Hello, Ada");
  expectUsedUp(await burning);
  expect((await resting).message).toBe("Hello, rest");
  expect((await client.sayHello({ name: "Grace" })).message).toBe("Hello, Grace");
});

test("a call that does not heed its signal has ended for its caller all the same", async () => {
  expectUsedUp(await failureOf(clientOn("connect").sayHello({ name: "stubborn" })));
  expect((await clientOn("connect").sayHello({ name: "Ada" })).message).toBe("Hello, Ada");
});

test("many calls that use less go on for ever, and nobody's runner was stopped", async () => {
  const client = clientOn("connect");
  for (let at = 0; at < 300; at++) await client.sayHello({ name: String(at) });
  const stopped = await Promise.race([observer.end, Promise.resolve("it runs")]);
  expect(stopped).toBe("it runs");
});

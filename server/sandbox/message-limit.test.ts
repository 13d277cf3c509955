import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ErrorInfoSchema } from "#lib/gen/google/rpc/error_details_pb.ts";
import { Greeter } from "./fixtures/greet_pb.ts";
import type { Replica, Sandbox } from "./sandbox.ts";
import { greeter, programOf } from "./test-program.ts";
import { openProgram, testSandbox } from "./test-sandbox.ts";
import { type TransportOptions, transportTo, type Wire, wires } from "./test-transport.ts";

const maxMessageBytes = 10_000;
let sandbox: Sandbox;
let replica: Replica;

const methods = `
async sayHello({ name, times }) {
  if (name === "like the library") throw new ConnectError("message is larger than it should be", Code.ResourceExhausted);
  return { message: "x".repeat(times) };
},
async *count({ times }) {
  yield { message: "small" };
  yield { message: "x".repeat(times) };
},
`;

beforeAll(async () => {
  sandbox = await testSandbox({ maxMessageBytes });
  replica = await openProgram(sandbox, await programOf(greeter(methods)));
});
afterAll(() => sandbox.close());

const clientOn = (wire: Wire, options: TransportOptions = {}) =>
  createClient(Greeter, transportTo(replica, wire, options));

async function failureOf(call: Promise<unknown>): Promise<ConnectError> {
  return call.then(
    () => expect.fail("it was answered"),
    (error: unknown) => ConnectError.from(error),
  );
}

function expectTooLarge(error: ConnectError): void {
  expect(error.code).toBe(Code.ResourceExhausted);
  expect(error.rawMessage).toBe("A message is larger than 10000 bytes (limit maxMessageBytes).");
  const metadata = { limit: "maxMessageBytes", value: "10000" };
  expect(error.findDetails(ErrorInfoSchema)).toMatchObject([{ reason: "MESSAGE_LIMIT", metadata }]);
}

describe.each(wires)("over %s", (wire) => {
  test("a response beyond the limit is refused with limit and value", async () => {
    const client = clientOn(wire);
    expect((await client.sayHello({ times: 9_900 })).message.length).toBe(9_900);
    expectTooLarge(await failureOf(client.sayHello({ times: 10_001 })));
  });

  test("a message of a stream beyond it too, after those before it", async () => {
    const heard: string[] = [];
    const read = async () => {
      for await (const { message } of clientOn(wire).count({ times: 20_000 })) heard.push(message);
    };
    expectTooLarge(await failureOf(read()));
    expect(heard).toEqual(["small"]);
  });

  test("so is a request that is too large only when it is unpacked", async () => {
    const client = clientOn(wire, { compression: "gzip" });
    expectTooLarge(await failureOf(client.sayHello({ name: "x".repeat(20_000) })));
  });
});

test("a handler's own words stay its own", async () => {
  const error = await failureOf(clientOn("connect").sayHello({ name: "like the library" }));
  expect([error.rawMessage, error.details]).toEqual(["message is larger than it should be", []]);
});

test("a lower limit that the visitor sets is told in the library's words", async () => {
  const source = greeter("sayHello: () => ({ message: 'x'.repeat(5_000) }),").replace(
    /}\);$/,
    "}, { writeMaxBytes: 1_000 });",
  );
  const own = await openProgram(sandbox, await programOf(source));
  const error = await failureOf(createClient(Greeter, transportTo(own, "connect")).sayHello({}));
  expect([error.code, error.details]).toEqual([Code.ResourceExhausted, []]);
  expect(error.rawMessage).toContain("writeMaxBytes 1000");
});

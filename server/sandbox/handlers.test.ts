import { create, toBinary } from "@bufbuild/protobuf";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildHandlerRuntime } from "#scripts/assets/handler-runtime.ts";
import { Greeter, HelloReplySchema, type HelloRequest, HelloRequestSchema } from "./fixtures/greet_pb.ts";
import { windowBytes } from "./protocol.ts";
import type { Replica, Sandbox } from "./sandbox.ts";
import { greeter, programOf } from "./test-program.ts";
import { openProgram, testSandbox, watch } from "./test-sandbox.ts";
import { transportTo, wires } from "./test-transport.ts";

let sandbox: Sandbox;
let replica: Replica;
const observer = watch();

const handlers = greeter(
  `
  sayHello(request: HelloRequest, context: HandlerContext) {
    if (request.name === "bad") {
      const details = [{ desc: HelloReplySchema, value: { message: "detail 细节" } }];
      throw new ConnectError("名字不好 = bad?", Code.InvalidArgument, { "x-hint": "try another", "x-bin-bin": "AAEC" }, details);
    }
    if (request.name === "throw") throw new TypeError("a secret");
    if (request.name === "sleep") return new Promise((resolve) => setTimeout(() => resolve({ message: "late" }), 5_000));
    context.responseHeader.set("x-seen", context.requestHeader.get("x-ask") ?? "");
    context.responseTrailer.set("x-last", "trailer");
    return { message: "你好, " + request.name, data: request.data };
  },
  async *count(request: HelloRequest, context: HandlerContext) {
    for (let at = 1; at <= request.times; at++) {
      if (request.name === "slowly") await setTimeout(20, undefined, { signal: context.signal });
      yield { message: String(at), data: request.data };
    }
  },
  async collect(requests: AsyncIterable<HelloRequest>) {
    const names: string[] = [];
    for await (const request of requests) names.push(request.name || String(request.data.length));
    return { message: names.join(" ") };
  },
  async *chat(requests: AsyncIterable<HelloRequest>) {
    for await (const request of requests) yield { message: request.name + "!" };
  },
`,
  'import { setTimeout } from "node:timers/promises";',
).replace(
  'setTimeout(() => resolve({ message: "late" }), 5_000)',
  'globalThis.setTimeout(() => resolve({ message: "late" }), 5_000)',
);

beforeAll(async () => {
  await buildHandlerRuntime();
  sandbox = await testSandbox();
  replica = await openProgram(sandbox, await programOf(handlers), observer);
});
afterAll(() => sandbox.close());

const named = (name: string) => create(HelloRequestSchema, { name });
async function* requests(...names: string[]): AsyncGenerator<HelloRequest> {
  for (const name of names) yield named(name);
}
async function failureOf(call: Promise<unknown>): Promise<ConnectError> {
  return call.then(
    () => Promise.reject(new Error("the call succeeded")),
    (error: unknown) => ConnectError.from(error),
  );
}

describe.each(wires)("a visitor's handlers over %s", (wire) => {
  const client = () => createClient(Greeter, transportTo(replica, wire));

  test("answer a unary call, with headers and trailers", async () => {
    let head: Headers | undefined;
    let last: Headers | undefined;
    const reply = await client().sayHello(
      { name: "世界", data: Uint8Array.of(0, 255, 128) },
      {
        headers: { "x-ask": "why" },
        onHeader: (headers) => (head = headers),
        onTrailer: (trailers) => (last = trailers),
      },
    );
    expect(reply.message).toBe("你好, 世界");
    expect([...reply.data]).toEqual([0, 255, 128]);
    expect(head?.get("x-seen")).toBe("why");
    expect(last?.get("x-last")).toBe("trailer");
  });

  test("fail with code, message, metadata and details", async () => {
    const error = await failureOf(client().sayHello({ name: "bad" }));
    expect(error.code).toBe(Code.InvalidArgument);
    expect(error.rawMessage).toBe("名字不好 = bad?");
    expect(error.metadata.get("x-hint")).toBe("try another");
    expect(error.findDetails(HelloReplySchema)[0]?.message).toBe("detail 细节");
  });

  test("hide a plain exception from the caller, as unknown", async () => {
    const error = await failureOf(client().sayHello({ name: "throw" }));
    expect(error.code).toBe(Code.Unknown);
    expect(error.message).not.toContain("secret");
  });

  test("stream to the caller", async () => {
    const seen: string[] = [];
    for await (const reply of client().count({ times: 200 })) seen.push(reply.message);
    expect(seen).toEqual(Array.from({ length: 200 }, (_, at) => String(at + 1)));
  });

  test("take a stream of requests", async () => {
    expect((await client().collect(requests("a", "b", "c"))).message).toBe("a b c");
  });

  test("talk both ways in turns", async () => {
    const answers: string[] = [];
    let answered = () => {};
    async function* speak(): AsyncGenerator<HelloRequest> {
      for (const name of ["one", "two", "three"]) {
        yield named(name);
        await new Promise<void>((resolve) => (answered = resolve));
      }
    }
    for await (const reply of client().chat(speak())) {
      answers.push(reply.message);
      answered();
    }
    expect(answers).toEqual(["one!", "two!", "three!"]);
  });

  test("carry a body of 900 kB there and back", async () => {
    const data = new Uint8Array(900_000).map((_, at) => at * 31);
    const reply = await client().sayHello({ name: "big", data });
    expect(Buffer.compare(reply.data, data)).toBe(0);
  });

  test("hear of a deadline at once, also when the handler ignores it", async () => {
    const error = await failureOf(client().sayHello({ name: "sleep" }, { timeoutMs: 100 }));
    expect(error.code).toBe(Code.DeadlineExceeded);
  });

  test("end a stream at its deadline, with the deadline's code", async () => {
    const seen: string[] = [];
    const call = (async () => {
      for await (const reply of client().count({ name: "slowly", times: 10_000 }, { timeoutMs: 300 }))
        seen.push(reply.message);
    })();
    expect((await failureOf(call)).code).toBe(Code.DeadlineExceeded);
  });

  test("reach a path that is not there as unimplemented, with the names that are", async () => {
    const method = { ...Greeter.method.sayHello, name: "SayHallo", parent: Greeter };
    const error = await failureOf(
      transportTo(replica, wire).unary(method, undefined, undefined, undefined, { name: "x" }),
    );
    expect(error.code).toBe(Code.Unimplemented);
    expect(error.message).toContain("SayHello");
  });

  test.each(["gzip", "br"] as const)("compress with %s both ways", async (compression) => {
    const compressed = createClient(Greeter, transportTo(replica, wire, { compression }));
    const data = new Uint8Array(50_000).fill(7);
    const reply = await compressed.sayHello({ name: "压缩".repeat(100), data });
    expect(reply.message).toBe(`你好, ${"压缩".repeat(100)}`);
    expect(reply.data.length).toBe(50_000);
  });
});

test("marks say when the handler starts and when it has really stopped, after the deadline's answer", async () => {
  const marks: { name: string; atUs: number }[] = [];
  const client = createClient(Greeter, transportTo(replica, "connect", { marks }));
  await failureOf(client.sayHello({ name: "sleep" }, { timeoutMs: 100 }));
  expect(marks.map((mark) => mark.name)).toEqual(["started"]);
  await expect.poll(() => marks.map((mark) => mark.name), { timeout: 20_000 }).toEqual(["started", "ended"]);
  expect((marks[1]?.atUs ?? 0) - (marks[0]?.atUs ?? 0)).toBeGreaterThan(4_900_000);
});

test("a cancelled stream stops its handler", async () => {
  const marks: { name: string; atUs: number }[] = [];
  const client = createClient(Greeter, transportTo(replica, "grpc", { marks }));
  const controller = new AbortController();
  const call = (async () => {
    for await (const reply of client.count(
      { name: "slowly", times: 100_000 },
      { signal: controller.signal },
    )) {
      if (reply.message === "3") controller.abort();
    }
  })();
  await failureOf(call);
  await expect.poll(() => marks.map((mark) => mark.name), { timeout: 10_000 }).toEqual(["started", "ended"]);
});

test("a reader who stops stops the handler within the window, and gets everything when it goes on", async () => {
  const body = toBinary(
    HelloRequestSchema,
    create(HelloRequestSchema, { times: 400, data: new Uint8Array(10_000) }),
  );
  const envelope = Buffer.alloc(5);
  envelope.writeUInt32BE(body.length, 1);
  let bytes = 0;
  let over = false;
  let failure: unknown = null;
  const exchange = replica.exchange(
    {
      method: "POST",
      url: "/greet.v1.Greeter/Count",
      httpVersion: "1.1",
      headers: [["content-type", "application/connect+proto"]],
      body: Buffer.concat([envelope, body]),
    },
    {
      head: () => {},
      data: (piece) => {
        bytes += piece.length;
      },
      end: () => {
        over = true;
      },
      fail: (stop) => {
        failure = stop;
      },
      drain: () => {},
      mark: () => {},
    },
  );
  await expect.poll(() => bytes, { timeout: 10_000 }).toBe(windowBytes);
  // Others are served meanwhile, and nothing more comes.
  await createClient(Greeter, transportTo(replica, "connect"))
    .count({ times: 100 })
    [Symbol.asyncIterator]()
    .next();
  expect(bytes).toBe(windowBytes);
  let given = 0;
  while (!over && failure === null) {
    exchange.consumed(bytes - given);
    given = bytes;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  expect(failure).toBeNull();
  expect(bytes).toBeGreaterThan(4_000_000);
});

test("a plain exception reaches the console with the visitor's own line, and its exchange", async () => {
  const client = createClient(Greeter, transportTo(replica, "connect"));
  await failureOf(client.sayHello({ name: "throw" }));
  const line = await observer.line("TypeError: a secret");
  const expected = handlers.split("\n").findIndex((text) => text.includes("a secret")) + 1;
  expect(line).toMatchObject({ level: "error", path: "server.ts", line: expected });
  expect(line.frames[0]).toMatchObject({ path: "server.ts", line: expected });
  expect(line.exchangeId).toBeGreaterThan(0);
});

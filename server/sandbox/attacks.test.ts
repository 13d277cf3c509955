import { readFileSync } from "node:fs";
import { createClient } from "@connectrpc/connect";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildHandlerRuntime } from "#scripts/assets/handler-runtime.ts";
import { Greeter } from "./fixtures/greet_pb.ts";
import type { ExchangeRequest, Sandbox, Stop } from "./sandbox.ts";
import { greeter, programOf } from "./test-program.ts";
import { openProgram, testSandbox, watch } from "./test-sandbox.ts";
import { transportTo } from "./test-transport.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  await buildHandlerRuntime();
  sandbox = await testSandbox({
    turnMs: 500,
    processMemoryMb: 200,
    maxResponseBytes: 8 * 1024 * 1024,
    logLinesPerTurn: 20,
  });
});
afterAll(() => sandbox.close());

const call: ExchangeRequest = {
  method: "POST",
  url: "/greet.v1.Greeter/SayHello",
  httpVersion: "1.1",
  headers: [["content-type", "application/json"]],
  body: Buffer.from("{}"),
};

type Answer = { status: number; headers: readonly (readonly [string, string])[]; body: string };

/** Runs `body` as the handler of one call: what became of the call, and the runner's observer. */
async function attack(body: string, before = "", within = sandbox) {
  const observer = watch();
  const replica = await openProgram(
    within,
    await programOf(greeter(`async sayHello(): Promise<any> { ${body} },`, before)),
    observer,
  );
  const outcome = new Promise<Answer | Stop>((resolve) => {
    const answer: Answer = { status: 0, headers: [], body: "" };
    const exchange = replica.exchange(call, {
      head: (status, headers) => Object.assign(answer, { status, headers }),
      data: (bytes) => {
        answer.body += Buffer.from(bytes).toString();
        exchange.consumed(bytes.length);
      },
      end: () => resolve(answer),
      fail: resolve,
      drain: () => {},
      mark: () => {},
    });
  });
  return { outcome, observer, replica };
}

describe("a runner is stopped, with the name of the limit, by", () => {
  test.each([
    ["an endless loop", "for (;;);"],
    [
      "an endless chain of promises",
      "const again = (): Promise<void> => Promise.resolve().then(again); return again();",
    ],
    ["a catastrophic regular expression", "/^(a+)+$/.test('a'.repeat(60) + 'b');"],
    ["an endless loop in a timer", "await new Promise((done) => setTimeout(done, 5)); for (;;);"],
    ["an endless loop in a getter of the answer", "return { get message() { for (;;); } };"],
  ])("%s", async (_, body) => {
    const { outcome, observer } = await attack(body);
    const stop = { reason: "timeLimit", limit: "turnMs", limitValue: 500 };
    expect(await outcome).toEqual(stop);
    expect(await observer.end).toEqual(stop);
  });

  test.each([
    ["arrays", "const all: unknown[] = []; for (;;) all.push(new Array(1000).fill(1.5));"],
    [
      "strings",
      "let text = 'x'.repeat(1000); const all: string[] = []; for (let i = 0; ; i++) all.push((text + i).split('').join('-'));",
    ],
    ["a map", "const map = new Map(); for (let i = 0; ; i++) map.set(i, { i });"],
    [
      "resizable buffers",
      "const all: ArrayBuffer[] = []; for (;;) { const b = new (ArrayBuffer as any)(1, { maxByteLength: 2 ** 30 }); b.resize(64 * 2 ** 20); new Uint8Array(b).fill(1); all.push(b); await new Promise((done) => setTimeout(done, 20)); }",
    ],
    [
      "buffers",
      "const all: Uint8Array[] = []; for (;;) { all.push(new Uint8Array(8 * 2 ** 20).fill(1)); await null; }",
    ],
  ])("memory in %s", async (_, body) => {
    const { outcome, observer } = await attack(body);
    const answer = await outcome;
    // A refused allocation is an exception that the handler survives; otherwise the runner is gone, with a name.
    if ("status" in answer) expect(answer.status).toBe(500);
    else {
      expect(["memoryLimit", "timeLimit", "crashed"]).toContain(answer.reason);
      expect(await observer.end).toEqual(answer);
    }
  });

  test("buffers that pass the limit in one turn", async () => {
    // On a busy machine half a second may be over before the memory is full.
    const patient = await testSandbox({ turnMs: 20_000 });
    const { outcome, observer } = await attack(
      "const all: Uint8Array[] = []; for (;;) all.push(new Uint8Array(1e7).fill(3));",
      "",
      patient,
    );
    const answer = await outcome;
    expect(answer).toMatchObject({ reason: "memoryLimit", limit: "memoryMb" });
    expect(await observer.end).toEqual(answer);
    await patient.close();
  });

  test("a native that cannot be interrupted", async () => {
    const { outcome } = await attack(
      "const a: any = []; a.length = 2 ** 32 - 1; a.sort(); a.join(); a.indexOf(1); for (;;);",
    );
    expect(await outcome).toMatchObject({ reason: "timeLimit" });
  });

  test("an answer that is too long", async () => {
    const source = greeter(
      "async *count() { const message = 'x'.repeat(100_000); for (;;) yield { message }; },",
    );
    const observer = watch();
    const replica = await openProgram(sandbox, await programOf(source), observer);
    const client = createClient(Greeter, transportTo(replica, "connect"));
    const read = (async () => {
      for await (const _ of client.count({})) void _;
    })();
    await expect(read).rejects.toThrow(/outputLimit maxResponseBytes 8388608/);
  });

  test("using the processor for longer than its share", async () => {
    const poor = await testSandbox({ cpuBurstMs: 300, cpuSustainedShare: 0.01 });
    const source = greeter(
      "async sayHello(): Promise<any> { for (;;) { const until = performance.now() + 50; while (performance.now() < until); await new Promise((done) => setTimeout(done, 1)); } },",
    );
    const observer = watch();
    const replica = await openProgram(poor, await programOf(source), observer);
    const failed = createClient(Greeter, transportTo(replica, "connect")).sayHello({});
    await expect(failed).rejects.toThrow(/cpuLimit cpuBurstMs 300/);
    await poor.close();
  });
});

test("an endless loop while loading is a problem of loading", async () => {
  const program = await programOf("for (;;);");
  const opened = await sandbox.open(program, watch(), new AbortController().signal);
  expect(opened).toEqual({
    ok: false,
    problem: { kind: "stopped", stop: { reason: "timeLimit", limit: "turnMs", limitValue: 500 } },
  });
});

test("a module that throws while loading shows the visitor's own line", async () => {
  const program = await programOf('import { broken } from "./other";\nexport default () => broken;', {
    other: "type Unused = string;\n\nexport const broken: Unused = (undefined as any).length;",
  });
  const opened = await sandbox.open(program, watch(), new AbortController().signal);
  expect(opened).toMatchObject({
    ok: false,
    problem: {
      kind: "threw",
      error: {
        name: "TypeError",
        frames: [
          { path: "other.ts", line: 3 },
          { path: "server.ts", line: 1 },
        ],
      },
    },
  });
});

test("an import of what is not there names it and what there is", async () => {
  const program = await programOf(
    'import { readFileSync } from "node:fs";\nexport default () => readFileSync("/etc/passwd");',
  );
  const opened = await sandbox.open(program, watch(), new AbortController().signal);
  expect(JSON.stringify(opened)).toMatch(/Cannot find module \\"node:fs\\".*@connectrpc\/connect/);
});

test("a runner killed from outside fails its calls and tells its observer", async () => {
  const { outcome, observer, replica } = await attack("return new Promise(() => {});");
  await new Promise((resolve) => setTimeout(resolve, 100));
  process.kill(replica.pid, "SIGKILL");
  expect(await outcome).toMatchObject({ reason: "crashed" });
  expect(await observer.end).toMatchObject({ reason: "crashed" });
});

test("a call to a runner that is gone fails", async () => {
  const { replica, observer, outcome } = await attack("return { message: 'fine' };");
  await outcome;
  replica.close("idle");
  expect(await observer.end).toMatchObject({ reason: "idle" });
  await expect(createClient(Greeter, transportTo(replica, "connect")).sayHello({})).rejects.toThrow(
    /stopped: idle/,
  );
});

test("neighbours of a stopped runner go on undisturbed", async () => {
  const observer = watch();
  const healthy = await openProgram(
    sandbox,
    await programOf(greeter("sayHello() { return { message: 'fine' }; },")),
    observer,
  );
  const client = createClient(Greeter, transportTo(healthy, "connect"));
  const { outcome } = await attack("for (;;);");
  let answered = 0;
  const loop = (async () => {
    for (let at = 0; at < 100; at++) answered += (await client.sayHello({})).message === "fine" ? 1 : 0;
  })();
  await Promise.all([loop, outcome]);
  expect(answered).toBe(100);
  expect(observer.logs).toEqual([]);
});

describe("nothing of the host is visible to", () => {
  test.each([
    [
      "names of Node",
      "return { message: [typeof process, typeof require, typeof WebAssembly, typeof SharedArrayBuffer, typeof Atomics, typeof Deno].join() };",
      "undefined,function,undefined,undefined,undefined,undefined",
    ],
    [
      "a walk over constructors",
      "return { message: String((setTimeout as any).constructor('return typeof process')()) };",
      "undefined",
    ],
    [
      "a walk over the console's constructors",
      "return { message: String((console.log as any).constructor.constructor('return typeof process + typeof globalThis.require')()) };",
      "undefinedundefined",
    ],
    [
      "the prototype of an error from the host",
      "try { new URL('::') } catch (error: any) { return { message: String(error.constructor.constructor('return typeof process')()) }; }",
      "undefined",
    ],
    [
      "fetch",
      "return { message: await fetch('http://127.0.0.1').catch((error: Error) => error.name) };",
      "TypeError",
    ],
  ])("%s", async (_, body, expected) => {
    const { outcome } = await attack(
      `declare const process: any, require: any, Deno: any; ${body}`.replace(
        "declare const process: any, require: any, Deno: any;",
        "",
      ),
    );
    expect(JSON.parse(((await outcome) as Answer).body).message).toBe(expected);
  });

  test("environment, descriptors and files of the process", async () => {
    const { replica, outcome } = await attack("return {};");
    await outcome;
    // bubblewrap adds the name of the empty folder that it starts in.
    expect(readFileSync(`/proc/${replica.pid}/environ`, "utf8")).toMatch(/^(PWD=\/empty\0)?$/);
    const status = readFileSync(`/proc/${replica.pid}/status`, "utf8");
    if (sandbox.status().walls.bubblewrap) {
      expect(status).toMatch(/CapEff:\s*0000000000000000/);
      expect(status).toMatch(/NoNewPrivs:\s*1/);
    }
    if (process.getuid?.() === 0 && sandbox.status().walls.user) expect(status).not.toMatch(/^Uid:\s*0\b/m);
  });
});

describe("an answer cannot", () => {
  const hostile = `
    const pairs = [["transfer-encoding", "chunked"], ["content-length", "1"], ["set-cookie", "a=b"], ["access-control-allow-origin", "*"], ["bad name", "x"], ["x-split", "a\\r\\nx-evil: 1"], ["x-fine", "yes"]];
    (Headers.prototype as any)[Symbol.iterator] = function* () { yield* pairs; };
    (Headers.prototype as any).entries = function* () { yield* pairs; };
    (Map.prototype as any).forEach = function (visit: any) { for (const [name, value] of pairs) visit(value, name); };`;

  test("carry headers that belong to the site, whatever iterates them", async () => {
    const { outcome } = await attack(
      `context.responseHeader.set("set-cookie", "a=b"); context.responseHeader.set("access-control-allow-origin", "*"); context.responseHeader.set("x-fine", "yes"); return {};`.replaceAll(
        "context",
        "(arguments[1] as any)",
      ),
      hostile,
    );
    const { status, headers } = (await outcome) as Answer;
    expect(status).toBe(200);
    expect(headers.map(([name]) => name).sort()).toEqual(["content-type", "x-fine"]);
  });

  test("be broken by polluted built-ins", async () => {
    const pollution = `
      const fail = () => { throw new Error("polluted"); };
      for (const [prototype, names] of [[Array.prototype, ["push", "shift", "pop"]], [Map.prototype, ["get", "set", "delete", "forEach"]], [Uint8Array.prototype, ["set", "subarray"]], [Set.prototype, ["add", "has", "delete"]], [String.prototype, ["charCodeAt", "split"]]] as any)
        for (const name of names) prototype[name] = fail;
      return { message: "x" };`;
    const { outcome, observer, replica } = await attack(pollution);
    // Connect itself may hang or fail now, which only its author notices; what reaches the host stays well formed.
    const second = createClient(Greeter, transportTo(replica, "connect")).sayHello({});
    await Promise.race([
      Promise.allSettled([outcome, second]),
      new Promise((resolve) => setTimeout(resolve, 1_000)),
    ]);
    replica.close("idle");
    expect(await observer.end).toMatchObject({ reason: "idle" });
  });
});

test("a flood of log lines is dropped where it began, and counted", async () => {
  const { outcome, observer } = await attack(
    "for (let i = 0; i < 100_000; i++) console.log('line', i); await new Promise((done) => setTimeout(done, 5)); console.log('after'); return {};",
  );
  await outcome;
  const after = await observer.line("after");
  const counted = observer.logs.filter(({ dropped }) => dropped > 0);
  expect(counted).toMatchObject([{ text: "", level: "warn", dropped: 99_980 }]);
  expect(observer.logs.length).toBe(22);
  expect(after.dropped).toBe(0);
});

test("what a flood lost is told though nothing is logged after it, with the call whose lines they were", async () => {
  const { outcome, observer } = await attack(
    "for (let i = 0; i < 1_000; i++) console.log('line', i); return {};",
  );
  await outcome;
  await expect.poll(() => observer.logs.at(-1)).toMatchObject({ text: "", level: "warn", dropped: 980 });
  expect(observer.logs.at(-1)?.exchangeId).toBe(observer.logs[0]?.exchangeId);
});

test("a turn that is stopped at its limit still tells what it dropped, before its end", async () => {
  const { outcome, observer } = await attack(
    "for (let i = 0; i < 1_000; i++) console.log('line', i); for (;;) {}",
  );
  await outcome;
  expect(await observer.end).toMatchObject({ reason: "timeLimit" });
  expect(observer.logs.at(-1)).toMatchObject({ text: "", level: "warn", dropped: 980 });
  expect(observer.logs.at(-1)?.exchangeId).toBe(observer.logs[0]?.exchangeId);
});

test("a minute without room left has one more report of losses, and then none until it is over", async () => {
  const { outcome, observer } = await attack(
    "const pause = () => new Promise((done) => setTimeout(done, 5)); for (let turn = 0; turn < 100; turn++) { for (let i = 0; i < 10; i++) console.log('x'.repeat(4_000)); await pause(); } await pause(); return {};",
  );
  expect(await outcome).toMatchObject({ status: 200 });
  const reports = observer.logs.filter(({ text }) => text === "");
  // 262 lines of 4,000 bytes leave 576 of 1 MiB: room for nine reports of 64, and the one beyond.
  expect(observer.logs.length - reports.length).toBe(262);
  expect(reports.length).toBe(10);
});

test("a line that is too long is cut", async () => {
  const { outcome, observer } = await attack("console.log('长'.repeat(100_000)); return {};");
  await outcome;
  expect(Buffer.byteLength(observer.logs[0]?.text ?? "")).toBeLessThanOrEqual(4 * 1024);
});

test("an unhandled rejection is a line in the console and kills nothing", async () => {
  const { outcome, observer } = await attack(
    "void Promise.reject(new RangeError('nobody caught me')); return { message: 'alive' };",
  );
  expect(await outcome).toMatchObject({ status: 200 });
  expect(await observer.line("nobody caught me")).toMatchObject({ level: "error", path: "server.ts" });
});

test("no runner is left over when all are taken", async () => {
  const small = await testSandbox({ maxRunners: 1 });
  const program = await programOf(greeter(""));
  await openProgram(small, program);
  expect(await small.open(program, watch(), new AbortController().signal)).toEqual({
    ok: false,
    problem: { kind: "full", limit: "maxRunners", value: 1, retryAfterMs: 5_000 },
  });
  expect(small.status()).toMatchObject({ live: 1, walls: { isolate: true, process: true } });
  await small.close();
  expect(small.status().live).toBe(0);
});

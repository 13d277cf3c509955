import { Code, ConnectError } from "@connectrpc/connect";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ClientAttempt, ClientFact, ClientRun } from "#client-runtime/messages.ts";
import { findChromium } from "#scripts/find-chromium.ts";
import { buildClient } from "#server/build/build-client.ts";
import { compileProtos } from "#server/schema/compile-protos.ts";
import { generateTypes } from "#server/schema/generate-types.ts";
import { openSandboxPage, type Ready, type SandboxPage } from "./sandbox-page.ts";

const proto = {
  path: "greet.proto",
  content: `syntax = "proto3";
package greet.v1;
service Greeter {
  rpc SayHello(SayHelloRequest) returns (SayHelloResponse);
  rpc Together(SayHelloRequest) returns (SayHelloResponse);
  rpc Gate(SayHelloRequest) returns (SayHelloResponse);
  rpc Fail(SayHelloRequest) returns (SayHelloResponse);
  rpc Count(SayHelloRequest) returns (stream SayHelloResponse);
}
message SayHelloRequest { string name = 1; int32 sleep_ms = 2; int64 big = 3; }
message SayHelloResponse { string message = 1; int64 big = 2; }
`,
};

const client = `import { Code, ConnectError, createCallbackClient, createClient } from "@connectrpc/connect";
import { createBlockingClient, createHandleClient, createTransport, post, settings, sleep, transport } from "playground";
import { Greeter } from "./gen/greet_pb";
import { explode } from "./lib/explode";

const greeter = createClient(Greeter, transport);
const blockingGreeter = createBlockingClient(Greeter);

const handles = createHandleClient(Greeter);
export async function overlapping() {
  const started = [1, 2, 3].map((at) => handles.sayHello({ name: "h" + at, sleepMs: 300 }));
  return started.reverse().map((handle) => handle.wait().message);
}
export async function polling() {
  const handle = handles.sayHello({ name: "p", sleepMs: 300 });
  for (let looks = 1; ; looks++) {
    const reply = handle.tryGet();
    if (reply) return [looks, reply.message];
    await sleep(20);
  }
}
export async function hotPolling() {
  const handle = handles.sayHello({ name: "hot", sleepMs: 300 });
  let reply;
  while (!(reply = handle.tryGet()));
  return reply.message;
}
export function delivering() { return handles.sayHello({ name: "d", sleepMs: 100 }).then(({ message }) => message); }
export async function everyHandle() {
  const long = "x".repeat(300_000);
  const handle = handles.sayHello({ name: long });
  const same = [handle.wait(), handle.tryGet(), await handle];
  const failing = handles.fail({ name: "y" });
  const codes = [await failing.then(() => 0, (error) => error.code)];
  try { failing.wait(); } catch (error) { codes.push((error as any).code); }
  try { handles.sayHello({ sleepMs: 60000 }, { timeoutMs: 50 }).wait(); } catch (error) { codes.push((error as any).code); }
  return [same.every((reply) => reply === same[0]), same[0]!.message.includes(long), codes];
}

const zipped = createClient(Greeter, createTransport({ sendCompression: "gzip" }));
export async function compressing() {
  const name = "x".repeat(5_000);
  const replies = [await greeter.sayHello({ name }), await zipped.sayHello({ name }), await zipped.sayHello({ name: "y" })];
  const counted = [];
  for await (const { message } of zipped.count({ name })) counted.push(message);
  return [...replies.map(({ message }) => message.length), counted.join(" ")];
}

export async function posting() {
  const path = "/greet.v1.Greeter/";
  const type = { "content-type": "application/proto" };
  const greeted = await post(path + "SayHello", type, Uint8Array.of(0x0a, 1, 0x41));
  const failed = await post(path + "Fail", type, new Uint8Array());
  const { status } = await post(path + "SayHello", { "content-type": "text/plain" }, new Uint8Array());
  return [greeted.status, [...greeted.bytes], failed.status, JSON.parse(new TextDecoder().decode(failed.bytes)).code, status];
}

interface Nothing { text: string }
export async function threeBlocking() {
  for (let i = 0; i < 3; i++) console.log(blockingGreeter.sayHello({ name: "中文", sleepMs: 200 }).message);
}
export async function threeAwaiting() {
  for (let i = 0; i < 3; i++) console.log((await greeter.sayHello({ name: "a", sleepMs: 200 })).message);
}
export async function together() {
  const replies = await Promise.all(Array.from({ length: settings.calls }, () => greeter.together({})));
  console.log(replies.length);
}
export async function gate() {
  blockingGreeter.gate({});
}
export async function both() {
  const request = { name: "x", big: 9007199254740993n };
  const replies = [blockingGreeter.sayHello(request), await greeter.sayHello(request)];
  for (const reply of replies) console.log(reply.message, reply.big === request.big);
  for (const fail of [async () => blockingGreeter.fail({ name: "y" }), () => greeter.fail({ name: "y" })]) {
    const error = ConnectError.from(await fail().then(() => undefined, (reason) => reason));
    console.log(Code[error.code], error.rawMessage, error.metadata.get("x-why"));
  }
  const late = await greeter.sayHello({ sleepMs: 60000 }, { timeoutMs: 50 }).catch((reason) => reason);
  let lateBlocking: unknown;
  try { blockingGreeter.sayHello({ sleepMs: 60000 }, { timeoutMs: 50 }); } catch (reason) { lateBlocking = reason; }
  console.log(Code[late.code], Code[ConnectError.from(lateBlocking).code]);
}
export async function throwing(): Promise<Nothing> {
  await sleep(1);
  return explode("boom");
}
export async function failing() {
  await greeter.fail({ name: "awaited" });
}
export async function failingBlocking() {
  blockingGreeter.fail({ name: "blocked" });
}
export async function uncaught() {
  setTimeout(() => { throw new Error("late"); }, 1);
  void Promise.reject(new TypeError("dropped"));
  await greeter.sayHello({});
  console.warn("warned %s", "well", { a: [1, 2n], "b c": new Map([["k", null]]) });
}
function fail(): never { throw new Error("mine"); }
export async function stacks() {
  try { fail(); } catch (error) { console.log((error as Error).stack); }
  Error.prepareStackTrace = () => "replaced";
  console.log(new Error("x").stack);
  console.trace("here");
  console.table([{ a: 1 }]);
}
export async function callbacks() {
  await new Promise<void>((resolve, reject) => {
    createCallbackClient(Greeter, transport).sayHello({ name: "cb" }, (error, reply) => {
      if (error) return reject(error);
      console.log(reply.message);
      resolve();
    });
  });
}
export async function streaming() {
  for await (const reply of greeter.count({ name: "n" })) console.log(reply.message);
}
export async function endless() {
  console.log("before");
  for (;;) {}
}
export async function flood() {
  for (let i = 0; i < 10000; i++) console.log("line " + i);
}
export async function outside() {
  for (const url of ["/rpc/x", "/"]) await fetch(settings.network.delayMs + url).catch(() => {});
  for (const url of [(self as any).origin, "http://127.0.0.1:1/d/", location.origin]) {
    await fetch(url).then(() => console.log("reached", url), (error) => console.log("blocked", error.name));
  }
}
export async function impostor() {
  (self as any).postMessage({ kind: "facts", facts: [{ kind: "ended", atUs: 0, outcome: { kind: "finished" } }] });
  await greeter.sayHello({});
  console.log("still here");
}
`;
const explode = `// A helper of the visitor's own.
export function explode(why: string): never {
  throw new Error(why);
}
`;

/** 1-based line and column of a piece of `client.ts`. */
function placeOf(piece: string): { readonly line: number; readonly column: number } {
  const before = client.slice(0, client.indexOf(piece)).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

const browser = findChromium();
let sandbox: SandboxPage;
let ready: Ready;
let modules: ClientRun["modules"];
let runs = 0;

const arrivals: (() => void)[] = [];
let together = 0;
let openGate = () => {};

beforeAll(async () => {
  if (browser === undefined) return;
  const schema = await compileProtos([proto]);
  if (!schema.ok) throw new Error(schema.problem[0]?.message);
  const files = [
    { path: "client.ts", content: client },
    { path: "lib/explode.ts", content: explode },
  ];
  const generated = await generateTypes(schema.value, "js");
  if (!generated.ok) throw new Error(generated.problem[0]?.message);
  const built = await buildClient({ files, generated: generated.value });
  if (built.diagnostics.length > 0) throw new Error(built.diagnostics[0]?.message);
  modules = built.modules.map(({ path, code, sourceMap }) => ({ path, code, sourceMap }));
  const service = schema.value.registry.getService("greet.v1.Greeter");
  if (service === undefined) throw new Error("no service");
  const handlers = {
    async sayHello(
      request: { name: string; sleepMs: number; big: bigint },
      { signal }: { signal: AbortSignal },
    ) {
      await new Promise((resolve, reject) => {
        setTimeout(resolve, request.sleepMs);
        signal.addEventListener("abort", () => reject(signal.reason));
      });
      return { message: `Hello, ${request.name}!`, big: request.big };
    },
    /** Answers nobody until all expected calls are here. */
    async together() {
      together += 1;
      await new Promise<void>((resolve) => {
        arrivals.push(resolve);
        if (together === 25) for (const answer of arrivals) answer();
      });
      return { message: "all here" };
    },
    async gate() {
      await new Promise<void>((resolve) => {
        openGate = resolve;
      });
      return {};
    },
    fail(request: { name: string }) {
      throw new ConnectError(`no ${request.name} 中文`, Code.FailedPrecondition, { "x-why": "because" });
    },
    async *count() {
      for (const message of ["one", "two", "three"]) yield { message };
    },
  };
  sandbox = await openSandboxPage(browser, (router) => router.service(service, handlers as never));
  const port = new URL(sandbox.origin).port;
  ready = await sandbox.prepare([
    ...Array.from({ length: 6 }, (_, index) => `http://s${index + 1}.localhost:${port}`),
    "http://127.0.0.1:1",
  ]);
}, 60_000);

afterAll(() => sandbox?.close());

function runOf(
  experiment: string,
  change: Partial<ClientRun> & { protocol?: "connect" | "grpc-web"; codec?: "binary" | "json" } = {},
): ClientRun {
  runs += 1;
  const { protocol = "connect", codec = "binary", ...rest } = change;
  return {
    runId: `run${runs}`,
    baseUrls: [sandbox.origin, ...ready.hosts].map((origin) => `${origin}/d/x`),
    modules,
    experiment,
    settings: {
      workers: 10,
      queueLimit: null,
      network: { delayMs: 0, jitterMs: 0, bandwidthKbps: 0 },
      protocol,
      codec,
      calls: 25,
    },
    maxRunMs: 30_000,
    maxFacts: 1_000_000,
    logBytes: 100_000,
    ...rest,
  };
}

/** Facts of one kind. */
function of<Kind extends ClientFact["kind"]>(facts: readonly ClientFact[], kind: Kind) {
  return facts.filter((fact): fact is Extract<ClientFact, { kind: Kind }> => fact.kind === kind);
}

/** The last known state of each attempt. */
function attemptsOf(facts: readonly ClientFact[]): ClientAttempt[] {
  return [...new Map(of(facts, "attempt").map(({ attempt }) => [attempt.call, attempt])).values()];
}

const beatsOf = (facts: readonly ClientFact[]) => of(facts, "beats").flatMap((fact) => fact.atUs);
const logsOf = (facts: readonly ClientFact[]) => of(facts, "log").map(({ entry }) => entry.text);
const returnedOf = (facts: readonly ClientFact[]): unknown => {
  const outcome = outcomeOf(facts);
  return outcome?.kind === "finished" ? JSON.parse(outcome.returned ?? "null") : outcome;
};
const outcomeOf = (facts: readonly ClientFact[]) => of(facts, "ended")[0]?.outcome;

describe.skipIf(browser === undefined)("the client runtime in Chromium", () => {
  test("the worker is isolated, its clock is fine, and only hosts that answer are offered", () => {
    expect(ready.isolated).toBe(true);
    expect(ready.stepUs).toBeLessThanOrEqual(20);
    expect(ready.hosts).toHaveLength(6);
  });

  test("while calls are awaited the heart beats, and the browser measured every stamp", async () => {
    const facts = await sandbox.run(runOf("threeAwaiting"));
    expect(outcomeOf(facts)).toEqual({ kind: "finished" });
    const attempts = attemptsOf(facts);
    expect(attempts).toHaveLength(3);
    for (const {
      intendedUs,
      sentUs = -1,
      receivedUs = -1,
      resumedUs = -1,
      uncertain,
      blocking,
      code,
      line,
    } of attempts) {
      expect(beatsOf(facts).filter((at) => at > sentUs && at < receivedUs).length).toBeGreaterThan(0);
      expect([intendedUs, sentUs, receivedUs, resumedUs]).toEqual(
        [intendedUs, sentUs, receivedUs, resumedUs].toSorted((a, b) => a - b),
      );
      expect({ uncertain, blocking, code, line }).toEqual({
        uncertain: false,
        blocking: false,
        code: 0,
        line: placeOf('greeter.sayHello({ name: "a"').line,
      });
    }
    expect(of(facts, "blocked").filter(({ interval }) => interval.reason === "call")).toEqual([]);
    expect(of(facts, "httpVersion")).toEqual([{ kind: "httpVersion", httpVersion: "http/1.1" }]);
    expect(of(facts, "pings").map(({ pings }) => pings.length > 0)).toEqual([true, true]);
    expect(facts[0]?.kind).toBe("began");
    expect(facts.at(-1)?.kind).toBe("ended");
  });

  test("blocking calls stop the heart from the first request to the last reply", async () => {
    const facts = await sandbox.run(runOf("threeBlocking"));
    const attempts = attemptsOf(facts);
    expect(attempts.map(({ blocking, line, code }) => ({ blocking, line, code }))).toEqual(
      Array(3).fill({ blocking: true, line: placeOf("blockingGreeter.sayHello").line, code: 0 }),
    );
    const from = attempts[0]?.sentUs ?? 0;
    const to = attempts[2]?.resumedUs ?? 0;
    expect(beatsOf(facts).filter((at) => at > from && at < to)).toEqual([]);
    expect(of(facts, "blocked").filter(({ interval }) => interval.reason === "call")).toHaveLength(3);
    expect(to - from).toBeGreaterThan(590_000);
    expect(logsOf(facts)).toEqual(Array(3).fill("Hello, 中文!"));
    for (const [index, attempt] of attempts.entries()) {
      expect(attempt.intendedUs).toBeGreaterThanOrEqual(attempts[index - 1]?.resumedUs ?? 0);
      expect(attempt.uncertain).toBe(false);
    }
  });

  test("bytes made by hand are posted as they are, and the record holds them", async () => {
    const facts = await sandbox.run(runOf("posting"));
    const hello = [0x0a, 9, ...new TextEncoder().encode("Hello, A!")];
    expect(returnedOf(facts)).toEqual([200, hello, 400, "failed_precondition", 415]);
    const attempts = attemptsOf(facts);
    expect(attempts.map(({ raw, requestBody, code }) => ({ raw, requestBody, code }))).toEqual([
      { raw: true, requestBody: "CgFB", code: 0 },
      { raw: true, requestBody: "", code: 9 },
      { raw: true, requestBody: "", code: 2 },
    ]);
    expect(attempts.map(({ line }) => line)).toEqual(
      ['post(path + "SayHello", type', 'post(path + "Fail"', 'post(path + "SayHello", {'].map(
        (piece) => placeOf(piece).line,
      ),
    );
  });

  test.each(["connect", "grpc-web"] as const)(
    "handles go on beside a thread that waits, over %s",
    async (protocol) => {
      const facts = await sandbox.run(runOf("overlapping", { protocol }));
      expect(returnedOf(facts)).toEqual(["Hello, h3!", "Hello, h2!", "Hello, h1!"]);
      const attempts = attemptsOf(facts);
      expect(attempts.map(({ blocking, uncertain, code }) => ({ blocking, uncertain, code }))).toEqual(
        Array(3).fill({ blocking: false, uncertain: false, code: 0 }),
      );
      const lastSent = Math.max(...attempts.map(({ sentUs }) => sentUs ?? 0));
      expect(lastSent).toBeLessThan(Math.min(...attempts.map(({ receivedUs }) => receivedUs ?? 0)));
      const [waited] = of(facts, "blocked").filter(({ interval }) => interval.reason === "call");
      const { fromUs = 0, toUs = 0 } = waited?.interval ?? {};
      expect(toUs - fromUs).toBeGreaterThan(200_000);
      expect(beatsOf(facts).filter((at) => at > fromUs && at < toUs)).toEqual([]);
      for (const { intendedUs, sentUs = -1, receivedUs = -1, resumedUs = -1 } of attempts)
        expect(intendedUs <= sentUs && sentUs <= receivedUs && receivedUs <= resumedUs).toBe(true);
      const [control] = of(facts, "control").slice(-1);
      expect(control?.control.returnedUs).toBeGreaterThanOrEqual(toUs);
    },
  );

  test("a handle is asked with the thread free, or never free, or delivers by itself", async () => {
    const polled = await sandbox.run(runOf("polling"));
    const [looks, message] = returnedOf(polled) as [number, string];
    expect(message).toBe("Hello, p!");
    expect(of(polled, "poll")).toHaveLength(looks);
    expect(looks).toBeGreaterThanOrEqual(3);
    expect(beatsOf(polled).length).toBeGreaterThan(5);

    const hot = await sandbox.run(runOf("hotPolling"));
    expect(returnedOf(hot)).toBe("Hello, hot!");
    expect(of(hot, "poll").length).toBeLessThanOrEqual(1_000);
    const { enteredUs = 0, returnedUs = 0 } = of(hot, "control").at(-1)?.control ?? {};
    expect(beatsOf(hot).filter((at) => at > enteredUs && at < returnedUs)).toEqual([]);

    const delivered = await sandbox.run(runOf("delivering"));
    expect(returnedOf(delivered)).toBe("Hello, d!");
    const { control } = of(delivered, "control").at(-1) ?? {};
    expect(control?.kind).toBe("promise");
    expect(control?.returnedUs).toBeLessThan(attemptsOf(delivered)[0]?.resumedUs ?? 0);
  });

  test("a handle gives the same however it is asked, long replies and failures too", async () => {
    expect(returnedOf(await sandbox.run(runOf("everyHandle")))).toEqual([true, true, [9, 9, 4]]);
  });

  test("the page sees a blocking call's open bar while the thread stands still", async () => {
    const run = runOf("gate");
    await sandbox.send({ kind: "run", run });
    await sandbox.waitFor(run.runId, "attempt");
    await expect
      .poll(() => sandbox.seen.some(({ attempt }) => attempt === `${run.runId}/0/0`), { timeout: 10_000 })
      .toBe(true);
    const [open] = attemptsOf(await sandbox.facts(run.runId));
    expect(open).toMatchObject({ blocking: true, sentUs: expect.any(Number) });
    expect(open?.receivedUs).toBeUndefined();
    openGate();
    await sandbox.waitFor(run.runId, "ended");
  });

  test("25 calls at once are really 25 at the server, over several hosts", async () => {
    const run = runOf("together");
    const facts = await sandbox.run(run);
    expect(logsOf(facts)).toEqual(["25"]);
    const hosts = sandbox.seen
      .filter(({ attempt }) => attempt.startsWith(`${run.runId}/`))
      .map(({ host }) => host);
    const counts = [...new Set(hosts)].map((host) => hosts.filter((one) => one === host).length);
    expect(counts.toSorted((a, b) => b - a)).toEqual([6, 6, 6, 6, 1]);
  });

  test("calls made one after another all go to the page's own host", async () => {
    const run = runOf("threeAwaiting");
    await sandbox.run(run);
    const hosts = sandbox.seen
      .filter(({ attempt }) => attempt.startsWith(`${run.runId}/`))
      .map(({ host }) => host);
    expect(hosts).toEqual(Array(3).fill(new URL(sandbox.origin).host));
  });

  test.each([
    ["connect", "binary"],
    ["connect", "json"],
    ["grpc-web", "binary"],
    ["grpc-web", "json"],
  ] as const)(
    "%s with %s messages: replies, errors, metadata and deadlines, blocking or not",
    async (protocol, codec) => {
      const facts = await sandbox.run(runOf("both", { protocol, codec }));
      expect(outcomeOf(facts)).toEqual({ kind: "finished" });
      expect(logsOf(facts)).toEqual([
        "Hello, x! true",
        "Hello, x! true",
        "FailedPrecondition no y 中文 because",
        "FailedPrecondition no y 中文 because",
        "DeadlineExceeded DeadlineExceeded",
      ]);
      expect(attemptsOf(facts).map(({ code, timeout }) => [code, timeout ?? false])).toEqual([
        [0, false],
        [0, false],
        [9, false],
        [9, false],
        [4, true],
        [4, true],
      ]);
    },
  );

  test.each([
    ["connect", "binary"],
    ["connect", "json"],
    ["grpc-web", "binary"],
  ] as const)(
    "%s with %s messages: long requests leave compressed where it is asked for",
    async (protocol, codec) => {
      const run = runOf("compressing", { protocol, codec });
      expect(returnedOf(await sandbox.run(run))).toEqual([5_008, 5_008, 9, "one two three"]);
      const bytes = sandbox.seen
        .filter(({ attempt }) => attempt.startsWith(`${run.runId}/`))
        .map((call) => call.bytes);
      expect(bytes).toHaveLength(4);
      expect(bytes[0]).toBeGreaterThan(5_000);
      expect(Math.max(...bytes.slice(1))).toBeLessThan(200);
    },
  );

  test("callbacks are called with the reply", async () => {
    expect(logsOf(await sandbox.run(runOf("callbacks")))).toEqual(["Hello, cb!"]);
  });

  test.each(["connect", "grpc-web"] as const)(
    "the messages of a %s stream are recorded one by one",
    async (protocol) => {
      const facts = await sandbox.run(runOf("streaming", { protocol }));
      expect(logsOf(facts)).toEqual(["one", "two", "three"]);
      expect(of(facts, "message").map(({ bytes, toClient }) => [bytes, toClient])).toEqual([
        [5, true],
        [5, true],
        [7, true],
      ]);
      expect(attemptsOf(facts)).toMatchObject([{ code: 0, method: "greet.v1.Greeter/Count" }]);
    },
  );

  test("an experiment that throws is told with the visitor's own lines", async () => {
    const facts = await sandbox.run(runOf("throwing"));
    const throwing = placeOf('explode("boom")');
    expect(outcomeOf(facts)).toEqual({
      kind: "threw",
      message: "Error: boom",
      stack: ["explode (lib/explode.ts:3:9)", `throwing (client.ts:${throwing.line}:${throwing.column})`],
    });
  });

  test.each([
    ["failing", "[failed_precondition] no awaited 中文", 'greeter.fail({ name: "awaited" })'],
    ["failingBlocking", "[failed_precondition] no blocked 中文", 'blockingGreeter.fail({ name: "blocked" })'],
  ])(
    "%s: a failed call that nobody catches is told with the line of the call",
    async (experiment, message, piece) => {
      const facts = await sandbox.run(runOf(experiment));
      const [end] = of(facts, "ended");
      const stack = end?.outcome.kind === "threw" ? end.outcome.stack : [];
      expect(outcomeOf(facts)).toMatchObject({ kind: "threw", message: `ConnectError: ${message}` });
      expect(stack[0]).toContain(`client.ts:${placeOf(piece).line}:`);
    },
  );

  test("a blocking call under way is ended by Stop, and the silence was the call's", async () => {
    const run = runOf("gate");
    await sandbox.send({ kind: "run", run });
    await expect
      .poll(() => sandbox.seen.some(({ attempt }) => attempt === `${run.runId}/0/0`), { timeout: 10_000 })
      .toBe(true);
    await sandbox.send({ kind: "stop", runId: run.runId });
    await sandbox.waitFor(run.runId, "stopped");
    const facts = await sandbox.facts(run.runId);
    expect(of(facts, "blocked").at(-1)?.interval.reason).toBe("call");
    expect(attemptsOf(facts)[0]?.resumedUs).toBeUndefined();
    expect(logsOf(await sandbox.run(runOf("callbacks")))).toEqual(["Hello, cb!"]);
    openGate();
  });

  test("what nobody catches becomes a line of the console, with its place", async () => {
    const facts = await sandbox.run(runOf("uncaught"));
    const entries = of(facts, "log").map(({ entry: { level, text, path, line } }) => ({
      level,
      text,
      path,
      line,
    }));
    expect(entries).toEqual(
      expect.arrayContaining([
        {
          level: "error",
          text: "Uncaught Error: late",
          path: "client.ts",
          line: placeOf('new Error("late")').line,
        },
        {
          level: "error",
          text: "Uncaught TypeError: dropped",
          path: "client.ts",
          line: placeOf("new TypeError").line,
        },
        {
          level: "warn",
          text: "warned well { a: [ 1, 2n ], 'b c': Map(1) { 'k' => null } }",
          path: "client.ts",
          line: placeOf("console.warn").line,
        },
      ]),
    );
  });

  test("stacks that client code reads are its own, and the console is Node's", async () => {
    const entries = of(await sandbox.run(runOf("stacks")), "log").map(({ entry }) => entry);
    const { line, column } = placeOf('new Error("mine")');
    expect(entries.map(({ text, line, stack }) => [text, line, stack.length > 0])).toEqual([
      [
        `Error: mine\n    at fail (client.ts:${line}:${column})\n    at stacks (client.ts:${line + 2}:9)`,
        line + 2,
        false,
      ],
      ["replaced", line + 4, false],
      ["Trace: here", line + 5, true],
      [
        "┌─────────┬───┐\n│ (index) │ a │\n├─────────┼───┤\n│ 0       │ 1 │\n└─────────┴───┘",
        line + 6,
        false,
      ],
    ]);
    expect(entries[2]?.stack).toEqual([`stacks (client.ts:${line + 5}:11)`]);
  });

  test("an endless loop is ended by Stop, with what it said before and the silence since", async () => {
    const run = runOf("endless");
    await sandbox.send({ kind: "run", run });
    await sandbox.waitFor(run.runId, "began");
    await sandbox.page.waitForTimeout(300);
    await sandbox.send({ kind: "stop", runId: run.runId });
    await sandbox.waitFor(run.runId, "stopped");
    const facts = await sandbox.facts(run.runId);
    expect(of(facts, "blocked").at(-1)?.interval.reason).toBe("busy");
    expect(outcomeOf(facts)).toBeUndefined();
  });

  test("a run over its time is ended with the limit's name and value", async () => {
    const facts = await sandbox.run(runOf("endless", { maxRunMs: 400 }));
    expect(outcomeOf(facts)).toEqual({ kind: "limit", limit: "runMs", value: 400 });
    expect(logsOf(await sandbox.run(runOf("callbacks")))).toEqual(["Hello, cb!"]);
  });

  test("lines beyond the budget are dropped and counted", async () => {
    const facts = await sandbox.run(runOf("flood", { logBytes: 1_000 }));
    const entries = of(facts, "log").map(({ entry }) => entry);
    const shown = entries.filter(({ text }) => text !== "");
    expect(shown.length).toBeLessThan(200);
    expect(shown.length + entries.reduce((sum, { dropped }) => sum + dropped, 0)).toBe(10_000);
  });

  test("the visitor's code reaches nothing but the handlers", async () => {
    const logs = logsOf(await sandbox.run(runOf("outside")));
    expect(logs.filter((line) => line.startsWith("reached"))).toEqual([]);
    expect(logs.length).toBe(3);
  });

  test("messages that the visitor's code makes up are no facts", async () => {
    expect(logsOf(await sandbox.run(runOf("impostor")))).toEqual(["still here"]);
  });

  test("a frame takes orders from its page alone", async () => {
    const run = runOf("callbacks");
    await sandbox.page.evaluate(
      (message) => {
        const other = document.createElement("iframe");
        document.body.append(other);
        const target = document.querySelector("iframe")?.contentWindow;
        const script = other.contentDocument?.createElement("script");
        if (!script || !target) throw new Error("no frame");
        (other.contentWindow as unknown as { target: unknown; message: unknown }).target = target;
        (other.contentWindow as unknown as { message: unknown }).message = message;
        script.textContent = 'target.postMessage(message, "*")';
        other.contentDocument?.body.append(script);
      },
      { kind: "run" as const, run },
    );
    const facts = await sandbox.run(runOf("callbacks"));
    expect(outcomeOf(facts)).toEqual({ kind: "finished" });
    expect(await sandbox.facts(run.runId)).toEqual([]);
  });
});

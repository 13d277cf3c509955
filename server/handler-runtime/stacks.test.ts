import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildHandlerRuntime } from "#scripts/assets/handler-runtime.ts";
import type { Sandbox, VisitorFrame, VisitorLog } from "#server/sandbox/sandbox.ts";
import { programOf } from "#server/sandbox/test-program.ts";
import { openProgram, testSandbox, watch } from "#server/sandbox/test-sandbox.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  await buildHandlerRuntime();
  sandbox = await testSandbox({}, { walls: "process" });
});
afterAll(() => sandbox.close());

const helper = `// 一个帮助文件
type Unused = { readonly nothing: string };
export function fail(message: string): never {
  throw new RangeError(message);
}
`;

/** What a program logs while it loads and a moment later, in a real isolate; its lines begin at 1. */
async function logsOf(source: string): Promise<VisitorLog[]> {
  const observer = watch();
  const program = await programOf(
    `${source}\nexport default () => {};\nsetTimeout(() => console.log("the end"), 50);`,
    {
      "lib/工具": helper,
    },
  );
  const replica = await openProgram(sandbox, program, observer);
  await observer.line("the end");
  replica.close("idle");
  return observer.logs.slice(0, -1);
}
const placesOf = (frames: readonly VisitorFrame[]) =>
  frames.map(({ functionName, path, line }) => `${functionName}@${path}:${line}`);

describe("a stack that a handler reads", () => {
  test("has the visitor's own files, lines and columns, and nothing of the runtime", async () => {
    const [line] = await logsOf(`import { fail } from "./lib/工具";
interface Nothing { readonly text: string }
try {
  fail("too far");
} catch (error) {
  console.log((error as Error).stack);
}`);
    expect(line?.text).toBe(
      "RangeError: too far\n    at fail (lib/工具.ts:4:9)\n    at Object.<anonymous> (server.ts:4:3)",
    );
  });

  test("is the same in the console's frames, also of an error in an error", async () => {
    const [line] = await logsOf(`import { fail } from "./lib/工具";
function outer() {
  try { fail("inner"); } catch (cause) { throw new Error("outer", { cause }); }
}
try { outer(); } catch (error) { console.error("failed", error); }`);
    expect(line?.text).toBe(
      "failed Error: outer {\n" +
        "  [cause]: RangeError: inner\n" +
        "      at fail (lib/工具.ts:4:9)\n" +
        "      at outer (server.ts:3:9)\n" +
        "      at Object.<anonymous> (server.ts:5:7)\n}",
    );
    expect(placesOf(line?.frames ?? [])).toEqual(["outer@server.ts:3", "<anonymous>@server.ts:5"]);
  });

  test("obeys the visitor's own Error.prepareStackTrace, and the console keeps its lines all the same", async () => {
    const lines = await logsOf(`const before = Error.prepareStackTrace;
Error.prepareStackTrace = (error, frames) => "mine: " + frames.length;
console.log(new Error("x").stack);
console.warn("still here");
Error.prepareStackTrace = () => { throw new Error("never"); };
console.info("here too");
Error.prepareStackTrace = before;
console.log(new Error("back").stack);
Object.defineProperty(Error, "name", { value: "x" });
try { Object.defineProperty(Error, "prepareStackTrace", { value: null }); } catch (error) { console.log((error as Error).name); }
Object.freeze(Error);
console.log("frozen");`);
    expect(lines.map(({ text, line }) => [text.split("\n")[0], line])).toEqual([
      [expect.stringMatching(/^mine: \d+$/), 3],
      ["still here", 4],
      ["here too", 6],
      ["Error: back", 8],
      ["TypeError", 10],
      ["frozen", 12],
    ]);
    expect(lines[3]?.text).toBe("Error: back\n    at Object.<anonymous> (server.ts:8:13)");
  });

  test("survives errors that resist", async () => {
    const lines = await logsOf(`const hostile = new Error("x");
Object.defineProperty(hostile, "name", { get() { throw new Error("no"); } });
console.log(typeof hostile.stack);
console.log("next", Object.defineProperty(new Error("y"), "stack", { get() { throw 1; } }));
const long = new Error("z".repeat(100_000));
console.log(long.stack!.length > 100_000);
Error.stackTraceLimit = 0;
console.log(String(new Error("bare").stack));`);
    expect(lines.map(({ text }) => text.split("\n")[0]?.slice(0, 20))).toEqual([
      "string",
      "next Error: y",
      "true",
      "Error: bare",
    ]);
  });
});

describe("what nobody catches is named for what it is:", () => {
  const cases: [string, string, string][] = [
    [
      "a throw in a timer",
      "setTimeout(() => { throw new RangeError('late'); }, 1);",
      "Uncaught exception: RangeError: late",
    ],
    [
      "a throw in an interval",
      "const t = setInterval(() => { clearInterval(t); throw { code: 7 }; }, 1);",
      "Uncaught exception: { code: 7 }",
    ],
    [
      "a throw in a microtask",
      "queueMicrotask(() => { throw new TypeError('micro'); });",
      "Uncaught exception: TypeError: micro",
    ],
    [
      "a throw in a listener",
      "const c = new AbortController(); c.signal.onabort = () => { throw new Error('heard'); }; c.abort();",
      "Uncaught exception: Error: heard",
    ],
    [
      "a promise that nobody handles",
      "class OutOfStock extends Error { name = 'OutOfStock'; } setTimeout(() => void Promise.reject(new OutOfStock('soon')));",
      "Unhandled rejection: OutOfStock: soon",
    ],
    [
      "a rejection that is no error",
      "setTimeout(() => void Promise.reject('because'));",
      "Unhandled rejection: because",
    ],
    [
      "an async function in a timer",
      "setTimeout(async () => { throw new Error('async'); }, 1);",
      "Unhandled rejection: Error: async",
    ],
  ];
  test.each(cases)("%s", async (_, code, text) => {
    const lines = await logsOf(`// one\n// two\n${code}`);
    expect(lines.map((line) => [line.level, line.text])).toEqual([["error", text]]);
    if (text.includes("Error:")) expect(lines[0]).toMatchObject({ path: "server.ts", line: 3 });
    if (text.includes("Error:")) expect(placesOf(lines[0]?.frames ?? [])[0]).toMatch(/@server\.ts:3$/);
  });
});

describe("the console has", () => {
  test("tables as text", async () => {
    const [line] = await logsOf("console.table([{ 名字: '李雷', n: 1 }, { n: 22 }], undefined);");
    expect(line?.text.split("\n")).toEqual([
      "┌─────────┬────────┬────┐",
      "│ (index) │ 名字   │ n  │",
      "├─────────┼────────┼────┤",
      "│ 0       │ '李雷' │ 1  │",
      "│ 1       │        │ 22 │",
      "└─────────┴────────┴────┘",
    ]);
  });

  test("traces with the frames of their place", async () => {
    const [line] = await logsOf("function here() {\n  console.trace('at %d', 1);\n}\nhere();");
    expect(line).toMatchObject({ level: "info", text: "Trace: at 1", path: "server.ts", line: 2 });
    expect(placesOf(line?.frames ?? [])).toEqual(["here@server.ts:2", "<anonymous>@server.ts:4"]);
  });
});

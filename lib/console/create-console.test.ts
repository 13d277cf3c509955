import { Console } from "node:console";
import { Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import { createConsole, type VisitorConsole } from "./create-console.ts";
import { elapsedText } from "./elapsed-text.ts";

type Line = { readonly level: string; readonly text: string; readonly stackOf: unknown };

/** The lines a piece of code writes to our console. */
function linesOf(code: (console: VisitorConsole) => void, times: readonly number[] = [0]): Line[] {
  const lines: Line[] = [];
  const clock = [...times];
  const write = (level: string, text: string, stackOf: unknown) => lines.push({ level, text, stackOf });
  code(createConsole({ isOpen: () => true, write, now: () => clock.shift() ?? 0 }));
  return lines;
}
const textOf = (code: (console: VisitorConsole) => void) =>
  linesOf(code)
    .map((line) => `${line.text}\n`)
    .join("");

/** The same from Node's own console. */
function nodeTextOf(code: (console: VisitorConsole) => void): string {
  let text = "";
  const sink = new Writable({
    write(chunk, _, done) {
      text += String(chunk);
      done();
    },
  });
  code(new Console({ stdout: sink, stderr: sink, colorMode: false }) as unknown as VisitorConsole);
  return text;
}

const rows = [
  { id: 1, name: "Ada", tags: ["a", "b", "c", "d"], at: { x: 1, y: 2, z: 3 } },
  { id: 22, 名字: "李雷", name: "it's" },
  "a word",
  null,
];

describe("the console writes as Node's does", () => {
  test.each<[string, (console: VisitorConsole) => void]>([
    ["a table of objects", (console) => console.table(rows.slice(0, 2))],
    ["a table with values", (console) => console.table(rows)],
    ["a table of chosen columns", (console) => console.table(rows.slice(0, 2), ["name", "none"])],
    [
      "a table of lists",
      (console) =>
        console.table([
          ["a", 1],
          ["b", 2, 3],
        ]),
    ],
    ["a table of an object", (console) => console.table({ first: { a: 1 }, second: { b: -0 } })],
    [
      "a table of a map",
      (console) =>
        console.table(
          new Map<unknown, unknown>([
            ["a", 1],
            [{ b: 1 }, [1]],
          ]),
        ),
    ],
    ["a table of a set", (console) => console.table(new Set(["x", 2n]))],
    ["an empty table", (console) => console.table([])],
    ["a table of no table", (console) => console.table("text")],
    ["a table with line breaks and escapes", (console) => console.table([{ a: "x\ny", b: "\x1b[31m" }])],
    [
      "groups",
      (console) => {
        console.group("outer %d", 1);
        console.log("two\nlines", { a: 1 });
        console.groupCollapsed();
        console.warn("deep");
        console.groupEnd();
        console.groupEnd();
        console.groupEnd();
        console.info("out");
      },
    ],
    [
      "counts",
      (console) => {
        console.count();
        console.count("100%s");
        console.count();
        console.countReset();
        console.count();
      },
    ],
    ["dir", (console) => console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 })],
    ["dir in full", (console) => console.dir({ a: { b: { c: { d: { e: 1 } } } } }, { depth: null })],
    [
      "dir without own words",
      (console) => console.dir({ [Symbol.for("nodejs.util.inspect.custom")]: () => "no" }),
    ],
    [
      "assertions",
      (console) => {
        console.assert(true, "silent");
        console.assert(false);
        console.assert(0, "%s is no %s", "this", "truth", { a: 1 });
        console.assert(null, { a: 1 }, "b");
      },
    ],
    ["dirxml", (console) => console.dirxml({ a: 1 }, [2])],
  ])("%s", (_, code) => {
    expect(textOf(code)).toBe(nodeTextOf(code));
  });

  test.each([
    [0, "0ms"],
    [1.23456, "1.235ms"],
    [999.9994, "999.999ms"],
    [1_500, "1.500s"],
    [62_345, "1:02.345 (m:ss.mmm)"],
    [3_723_004, "1:02:03.004 (h:mm:ss.mmm)"],
  ])("%d ms are %s", (ms, text) => {
    expect(elapsedText(ms)).toBe(text);
  });
});

test("timers say how long it took, and what is wrong with their labels", () => {
  const lines = linesOf(
    (console) => {
      console.time("load");
      console.timeLog("load", { part: 1 });
      console.timeEnd("load");
      console.timeEnd("load");
      console.time();
      console.time();
      console.countReset("x");
    },
    [10, 12.5, 15, 20],
  );
  expect(lines.map(({ level, text }) => [level, text])).toEqual([
    ["info", "load: 2.5ms { part: 1 }"],
    ["info", "load: 5ms"],
    ["warn", "Warning: No such label 'load' for console.timeEnd()"],
    ["warn", "Warning: Label 'default' already exists for console.time()"],
    ["warn", "Warning: Count 'x' does not exist for console.countReset()"],
  ]);
});

test("a line names the error whose stack belongs to it, a trace its own place", () => {
  const error = new Error("x");
  const lines = linesOf((console) => {
    console.log("no error");
    console.error("failed", error, new Error("second"));
    console.trace("here %d", 1);
    console.trace();
  });
  expect(lines.map(({ stackOf }) => stackOf)).toEqual([undefined, error, "caller", "caller"]);
  expect(lines.map(({ text }) => text.split("\n")[0])).toEqual([
    "no error",
    "failed Error: x Error: second",
    "Trace: here 1",
    "Trace",
  ]);
});

test("nothing is formatted while the sink is closed", () => {
  let read = 0;
  const value = {
    get [Symbol.toStringTag]() {
      read += 1;
      return "x";
    },
  };
  const console = createConsole({ isOpen: () => false, write: () => (read += 1), now: () => 0 });
  for (const method of [console.log, console.table, console.dir, console.trace]) method(value);
  expect(read).toBe(0);
});

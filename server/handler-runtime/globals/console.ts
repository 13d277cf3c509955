import { booted, type LogLevel } from "../host.ts";
import { formatLine, inspect } from "./inspect.ts";
import { callStack, isDropping, writeLog } from "./log.ts";

const counts = new Map<string, number>();
const began = new Map<string, number>();
let indent = "";

function print(level: LogLevel, args: readonly unknown[]): void {
  if (isDropping()) return;
  const stack = callStack();
  const error = args.find((arg) => arg instanceof Error) as Error | undefined;
  const errorStack = error === undefined ? "" : String(error.stack);
  const text = formatLine(args);
  writeLog(level, indent === "" ? text : `${indent}${text.replaceAll("\n", `\n${indent}`)}`, {
    callStack: stack,
    errorStack,
  });
}

function elapsed(label: string): string {
  const ms = (booted().host.now() - (began.get(label) ?? 0)) / 1000;
  return `${label}: ${ms < 1000 ? `${ms.toFixed(3)}ms` : `${(ms / 1000).toFixed(3)}s`}`;
}

/** The console of the visitor's code: every line goes to their Console tab with its file and line. */
export const console = {
  log: (...args: unknown[]) => print("info", args),
  info: (...args: unknown[]) => print("info", args),
  debug: (...args: unknown[]) => print("debug", args),
  warn: (...args: unknown[]) => print("warn", args),
  error: (...args: unknown[]) => print("error", args),
  trace: (...args: unknown[]) => print("error", ["Trace:", ...args]),
  dir: (value: unknown) => print("info", [inspect(value)]),
  table: (value: unknown) => print("info", [inspect(value)]),
  assert: (condition: unknown, ...args: unknown[]) => {
    if (!condition) print("error", args.length === 0 ? ["Assertion failed"] : ["Assertion failed:", ...args]);
  },
  group: (...args: unknown[]) => {
    if (args.length > 0) print("info", args);
    if (indent.length < 40) indent += "  ";
  },
  groupEnd: () => {
    indent = indent.slice(2);
  },
  count: (label = "default") => {
    counts.set(`${label}`, (counts.get(`${label}`) ?? 0) + 1);
    print("info", [`${label}: ${counts.get(`${label}`)}`]);
  },
  countReset: (label = "default") => {
    counts.delete(`${label}`);
  },
  time: (label = "default") => {
    began.set(`${label}`, booted().host.now());
  },
  timeLog: (label = "default", ...args: unknown[]) => print("info", [elapsed(`${label}`), ...args]),
  timeEnd: (label = "default") => {
    print("info", [elapsed(`${label}`)]);
    began.delete(`${label}`);
  },
};

import { consoleTable } from "./console-table.ts";
import { elapsedText } from "./elapsed-text.ts";
import { formatLine } from "./format-line.ts";
import { inspect } from "./inspect.ts";
import type { InspectOptions } from "./inspection.ts";

type Level = "debug" | "info" | "warn" | "error";

/** Where the lines of a console go. */
export type ConsoleSink = {
  /** False: a line would be dropped anyway, so that a flood does not even cost its formatting. */
  isOpen(): boolean;
  /** `stackOf`: the error in the line; "caller": the line asks for the stack of its own place. */
  write(level: Level, text: string, stackOf: Error | "caller" | undefined): void;
  /** ms of a clock that only goes forward. */
  now(): number;
};

export type VisitorConsole = ReturnType<typeof createConsole>;

/** The longest indentation of groups inside groups. */
const maxIndent = 40;

/** Node's console with another end: the same methods, the same texts, without colours. */
export function createConsole(sink: ConsoleSink) {
  const counts = new Map<string, number>();
  const began = new Map<string, number>();
  let indent = "";

  const write = (level: Level, text: string, stackOf?: Error | "caller") =>
    sink.write(level, indent === "" ? text : `${indent}${text.replaceAll("\n", `\n${indent}`)}`, stackOf);
  const print = (level: Level, values: readonly unknown[]): void => {
    if (!sink.isOpen()) return;
    const error = values.find((value) => value instanceof Error) as Error | undefined;
    write(level, formatLine(values, { bareError: error }), error);
  };
  const log = (...values: unknown[]) => print("info", values);
  const warnOfLabel = (name: string, method: string, what: string) =>
    print("warn", [`Warning: ${what.replace("{label}", `'${name}'`)} for console.${method}()`]);
  const group = (...values: unknown[]) => {
    if (values.length > 0) log(...values);
    if (indent.length < maxIndent) indent += "  ";
  };
  const elapsed = (label: string, method: string, values: readonly unknown[]): boolean => {
    const since = began.get(label);
    if (since === undefined) warnOfLabel(label, method, "No such label {label}");
    else print("info", ["%s: %s", label, elapsedText(sink.now() - since), ...values]);
    return since !== undefined;
  };

  return {
    log,
    info: log,
    debug: (...values: unknown[]) => print("debug", values),
    warn: (...values: unknown[]) => print("warn", values),
    error: (...values: unknown[]) => print("error", values),
    trace: (...values: unknown[]) => {
      if (sink.isOpen())
        write("info", values.length === 0 ? "Trace" : `Trace: ${formatLine(values)}`, "caller");
    },
    dir: (value: unknown, options?: Partial<InspectOptions>) => {
      if (sink.isOpen())
        write("info", formatLine(["%s", inspect(value, { customInspect: false, ...options })]));
    },
    dirxml: log,
    table: (data: unknown, properties?: unknown) => {
      if (!sink.isOpen()) return;
      const table = consoleTable(data, properties);
      if (table === undefined) log(data);
      else write("info", formatLine([table]));
    },
    assert: (condition?: unknown, ...values: unknown[]) => {
      if (condition) return;
      const [first, ...rest] = values;
      if (typeof first === "string") print("error", [`Assertion failed: ${first}`, ...rest]);
      else print("error", ["Assertion failed", ...values]);
    },
    group,
    groupCollapsed: group,
    groupEnd: () => {
      indent = indent.slice(2);
    },
    count: (label: unknown = "default") => {
      const name = String(label);
      counts.set(name, (counts.get(name) ?? 0) + 1);
      log("%s: %d", name, counts.get(name));
    },
    countReset: (label: unknown = "default") => {
      const name = String(label);
      if (!counts.delete(name)) warnOfLabel(name, "countReset", "Count {label} does not exist");
    },
    time: (label: unknown = "default") => {
      const name = String(label);
      if (began.has(name)) warnOfLabel(name, "time", "Label {label} already exists");
      else began.set(name, sink.now());
    },
    timeLog: (label: unknown = "default", ...values: unknown[]) => {
      elapsed(String(label), "timeLog", values);
    },
    timeEnd: (label: unknown = "default") => {
      if (elapsed(String(label), "timeEnd", [])) began.delete(String(label));
    },
    // Of a profiler that is not there.
    timeStamp: () => {},
    profile: () => {},
    profileEnd: () => {},
  };
}

import { describe, expect, test } from "vitest";
import type { LogEntry, RunRecord } from "#lib/record/run-record.ts";
import { consoleLines } from "./console-lines.ts";

function entry(change: Partial<LogEntry>): LogEntry {
  return {
    atUs: 0,
    source: "server",
    level: "info",
    text: "hello",
    path: "server.ts",
    line: 3,
    attempt: null,
    stack: [],
    dropped: 0,
    ...change,
  };
}

const record = (logs: LogEntry[]) => ({ logs, runnerEvents: [] }) as unknown as RunRecord;
const everything = { source: "all", search: "" } as const;

describe("the console", () => {
  test("equal lines in a row become one with a count", () => {
    const lines = consoleLines(
      record([entry({ atUs: 1 }), entry({ atUs: 2 }), entry({ atUs: 3, text: "bye" })]),
      everything,
    );
    expect(lines.map((line) => line.kind === "log" && [line.entry.text, line.count])).toEqual([
      ["hello", 2],
      ["bye", 1],
    ]);
  });

  test("equal words from another line of the code stay apart", () => {
    expect(consoleLines(record([entry({ line: 3 }), entry({ line: 4 })]), everything)).toHaveLength(2);
  });

  test("the filter keeps one side, and the search looks at the text", () => {
    const logs = [entry({ source: "client", text: "Reply 1" }), entry({ text: "handled" })];
    expect(consoleLines(record(logs), { source: "client", search: "" })).toHaveLength(1);
    expect(consoleLines(record(logs), { source: "all", search: "REPLY" })).toHaveLength(1);
  });

  test("a runner that stopped is a line of its own, at its time", () => {
    const stopped = {
      atUs: 5,
      state: "stopped",
      reason: "timeLimit",
      limit: "turnMs",
      limitValue: 1,
    } as const;
    const lines = consoleLines(
      { ...record([entry({ atUs: 9 })]), runnerEvents: [stopped] } as RunRecord,
      everything,
    );
    expect(lines.map((line) => line.kind)).toEqual(["runner", "log"]);
  });
});

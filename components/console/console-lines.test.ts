import { describe, expect, test } from "vitest";
import type { LogEntry, RunOutcome, RunRecord } from "#lib/record/run-record.ts";
import { consoleLines } from "./console-lines.ts";
import { logEntry } from "./log-entry.ts";

const record = (logs: LogEntry[], outcome: RunOutcome = { kind: "running" }) =>
  ({ logs, runnerEvents: [], header: { outcome, durationUs: 7 } }) as unknown as RunRecord;
const everything = { source: "all", search: "" } as const;

describe("the console", () => {
  test("equal lines in a row become one with a count", () => {
    const lines = consoleLines(
      record([logEntry({ atUs: 1 }), logEntry({ atUs: 2 }), logEntry({ atUs: 3, text: "bye" })]),
      everything,
    );
    expect(lines.map((line) => line.kind === "log" && [line.entry.text, line.count])).toEqual([
      ["hello", 2],
      ["bye", 1],
    ]);
  });

  test("equal words from another line of the code stay apart", () => {
    expect(consoleLines(record([logEntry({ line: 3 }), logEntry({ line: 4 })]), everything)).toHaveLength(2);
  });

  test("the filter keeps one side, and the search looks at the text", () => {
    const logs = [logEntry({ source: "client", text: "Reply 1" }), logEntry({ text: "handled" })];
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
      { ...record([logEntry({ atUs: 9 })]), runnerEvents: [stopped] } as RunRecord,
      everything,
    );
    expect(lines.map((line) => line.kind)).toEqual(["runner", "log"]);
  });

  test("what the experiment returned is the last line, where it returned something", () => {
    const finished = (fields: object) => record([logEntry({ atUs: 9 })], { kind: "finished", ...fields });
    const kinds = (of: RunRecord, filter: Parameters<typeof consoleLines>[1] = everything) =>
      consoleLines(of, filter).map((line) => (line.kind === "returned" ? line.value : line.kind));
    expect(kinds(finished({}))).toEqual(["log"]);
    expect(kinds(finished({ returned: "[1]" }))).toEqual(["log", "[1]"]);
    expect(kinds(finished({ returnedTooLong: true }))).toEqual(["log", null]);
    expect(kinds(finished({ returned: "[1]" }), { source: "server", search: "" })).toEqual(["log"]);
    expect(kinds(finished({ returned: '"Hi"' }), { source: "all", search: "hi" })).toEqual(['"Hi"']);
  });
});

import { describe, expect, test } from "vitest";
import { en } from "#lib/i18n/en.ts";
import { zh } from "#lib/i18n/zh.ts";
import type { LogEntry } from "#lib/record/run-record.ts";
import type { ConsoleLine } from "./console-lines.ts";
import { consoleText } from "./console-text.ts";
import { logEntry } from "./log-entry.ts";

function line(change: Partial<LogEntry>, count = 1): ConsoleLine {
  const entry = logEntry({ atUs: 1_500, ...change });
  return { kind: "log", key: "log-0", atUs: entry.atUs, entry, count };
}

describe("the console's text for the clipboard", () => {
  test("has time, side, place and words", () => {
    expect(consoleText([line({}), line({ source: "client", path: "client.ts", line: 7 })], "en", en)).toBe(
      "1.5 ms\tserver\tserver.ts:3\thello\n1.5 ms\tclient\tclient.ts:7\thello",
    );
  });

  test("says how many lines were dropped, without a place that is none", () => {
    const dropped = line({ text: "", path: "", line: 0, dropped: 980 });
    expect(consoleText([dropped], "en", en)).toBe("1.5 ms\tserver\t(980 lines dropped: output limit)");
    expect(consoleText([dropped], "zh", zh)).toBe("1.5 ms\tserver\t(已丢弃 980 行：超过输出上限)");
  });

  test("keeps the stack and how often a line came", () => {
    const error = line({ text: "RangeError: no", stack: ["fail (server.ts:3:9)", "server.ts:9:1"] }, 2);
    expect(consoleText([error], "en", en)).toBe(
      "1.5 ms\tserver\tserver.ts:3\tRangeError: no (2 times)\n\tfail (server.ts:3:9)\n\tserver.ts:9:1",
    );
  });

  test("names why the server stopped", () => {
    const stopped = { kind: "runner", key: "r", atUs: 0, state: "stopped", reason: "timeLimit" } as const;
    expect(consoleText([stopped], "en", en)).toContain(en.failures.timeTitle);
  });
});

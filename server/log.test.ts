import { expect, test } from "vitest";
import { createLog } from "./log.ts";

function logTo(level: Parameters<typeof createLog>[0]) {
  const lines: string[] = [];
  return { lines, log: createLog(level, (line) => lines.push(line)) };
}

test("an entry is one line of JSON, whatever is in it", () => {
  const { lines, log } = logTo("info");
  log.info("two\nlines", { count: 3n, error: new Error("broken\nhere", { cause: new TypeError("why") }) });
  expect(lines).toHaveLength(1);
  expect(lines[0]?.indexOf("\n")).toBe((lines[0]?.length ?? 0) - 1);
  const entry = JSON.parse(lines[0] ?? "");
  expect(entry).toMatchObject({ level: "info", message: "two\nlines", count: "3" });
  expect(entry.error).toMatchObject({ name: "Error", message: "broken\nhere", cause: { name: "TypeError" } });
  expect(Number.isNaN(Date.parse(entry.time))).toBe(false);
});

test("what is below the level is not written", () => {
  const { lines, log } = logTo("warn");
  log.debug("no");
  log.info("no");
  log.warn("yes");
  log.error("yes");
  expect(lines).toHaveLength(2);
});

test("a field that refers to itself does not throw", () => {
  const { lines, log } = logTo("info");
  const loop: Record<string, unknown> = {};
  loop.self = loop;
  log.error("loop", { loop });
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ message: "loop" });
});

import type { LogEntry } from "#lib/record/run-record.ts";

/** A line as a handler writes it, for tests; only what differs is said. */
export function logEntry(change: Partial<LogEntry> = {}): LogEntry {
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

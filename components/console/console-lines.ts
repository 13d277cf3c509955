import type { LogEntry, RunRecord } from "#lib/record/run-record.ts";

export type ConsoleFilter = { readonly source: "all" | "client" | "server"; readonly search: string };

/** One row of the console: a logged line, how often it came in a row, or a word about the runner. */
export type ConsoleLine =
  | {
      readonly kind: "log";
      readonly key: string;
      readonly atUs: number;
      readonly entry: LogEntry;
      readonly count: number;
    }
  | {
      readonly kind: "runner";
      readonly key: string;
      readonly atUs: number;
      readonly state: "ready" | "stopped";
      readonly reason: string;
    }
  /** What the experiment returned, in JSON; null: it was longer than a record keeps. */
  | {
      readonly kind: "returned";
      readonly key: string;
      readonly atUs: number;
      readonly value: string | null;
    };

function isSame(a: LogEntry, b: LogEntry): boolean {
  return (
    a.text === b.text &&
    a.source === b.source &&
    a.level === b.level &&
    a.path === b.path &&
    a.line === b.line
  );
}

function matches(entry: LogEntry, filter: ConsoleFilter): boolean {
  if (filter.source !== "all" && entry.source !== filter.source) return false;
  return filter.search === "" || entry.text.toLowerCase().includes(filter.search.toLowerCase());
}

/** Folds a record into what the console shows, in time order; equal lines in a row are one line with a count. */
export function consoleLines(record: RunRecord, filter: ConsoleFilter): ConsoleLine[] {
  const lines: ConsoleLine[] = [];
  for (const [index, entry] of record.logs.entries()) {
    if (!matches(entry, filter)) continue;
    const last = lines.at(-1);
    if (last?.kind === "log" && isSame(last.entry, entry) && entry.dropped === 0) {
      lines[lines.length - 1] = { ...last, count: last.count + 1 };
    } else {
      lines.push({ kind: "log", key: `log-${index}`, atUs: entry.atUs, entry, count: 1 });
    }
  }
  if (filter.source !== "client" && filter.search === "") {
    for (const [index, { atUs, state, reason }] of record.runnerEvents.entries()) {
      if (state === "stopped") lines.push({ kind: "runner", key: `runner-${index}`, atUs, state, reason });
    }
  }
  return [...lines.sort((a, b) => a.atUs - b.atUs), ...returnedLine(record, filter)];
}

/** The last word of an experiment that returned something. */
function returnedLine({ header }: RunRecord, { source, search }: ConsoleFilter): readonly ConsoleLine[] {
  const { outcome, durationUs: atUs } = header;
  if (outcome.kind !== "finished" || source === "server") return [];
  const value = outcome.returned ?? null;
  if (value === null && outcome.returnedTooLong !== true) return [];
  if (!(value ?? "").toLowerCase().includes(search.toLowerCase())) return [];
  return [{ kind: "returned", key: "returned", atUs, value }];
}

import { type AttemptTable, createAttemptTable, missing, openStatus, stampNames } from "./attempt-table.ts";
import type { AttemptDetail, ControlFact, RunRecord } from "./run-record.ts";
import { toTotals } from "./totals.ts";

/** A record as it was at a moment, and which row of the whole each of its rows is. */
export type RecordAt = { readonly record: RunRecord; readonly rows: readonly number[] };

/**
 * What the record knew at a moment of its run, µs since the first stamp: attempts begun by then with the stamps taken by
 * then, and the logs, heartbeats and messages until then. So every view that folds a record can show that moment.
 */
export function recordAt(whole: RunRecord, momentUs: number): RecordAt {
  const atUs = Math.floor(firstStamp(whole.attempts) + momentUs);
  const rows: number[] = [];
  for (let row = 0; row < whole.attempts.length; row++) {
    if (stampNames.some((name) => (whole.attempts[name][row] ?? missing) <= atUs)) rows.push(row);
  }
  const attempts = cutTable(whole.attempts, rows, atUs);
  const newRow = new Map(rows.map((row, i) => [row, i]));
  const details = new Map<number, AttemptDetail>();
  for (const [row, detail] of whole.details) {
    const at = newRow.get(row);
    if (at !== undefined) details.set(at, cutDetail(detail, attempts, at));
  }
  const { control, polls, fixtures, heap, ...rest } = whole;
  const record: RunRecord = {
    ...rest,
    header: {
      ...whole.header,
      durationUs: atUs,
      outcome: { kind: "running" },
      totals: toTotals(attempts, 0),
    },
    attempts,
    details,
    threads: whole.threads.map((thread) => ({
      ...thread,
      beats: thread.beats.filter((us) => us <= atUs),
      blocked: thread.blocked
        .filter(({ fromUs }) => fromUs <= atUs)
        .map((stretch) => ({ ...stretch, toUs: Math.min(stretch.toUs, atUs) })),
    })),
    logs: whole.logs
      .filter((entry) => entry.atUs <= atUs)
      .map((entry) => ({
        ...entry,
        attempt: entry.attempt === null ? null : (newRow.get(entry.attempt) ?? null),
      })),
    runnerEvents: whole.runnerEvents.filter((event) => event.atUs <= atUs),
    messages: whole.messages.flatMap((message) => {
      const attempt = newRow.get(message.attempt);
      return message.atUs > atUs || attempt === undefined ? [] : [{ ...message, attempt }];
    }),
    ...(control !== undefined && control.enteredUs <= atUs && { control: cutControl(control, atUs) }),
    ...(fixtures !== undefined && {
      fixtures: fixtures
        .filter((fact) => fact.atUs <= atUs)
        .map((fact) => ({ ...fact, attempt: newRow.get(fact.attempt ?? missing) ?? null })),
    }),
    ...(heap !== undefined && { heap: heap.filter((use) => use.atUs <= atUs) }),
    ...(polls !== undefined && { polls: polls.filter(({ toUs }) => toUs <= atUs) }),
  };
  return { record, rows };
}

function firstStamp(attempts: AttemptTable): number {
  let first = missing;
  for (const name of stampNames) {
    for (let row = 0; row < attempts.length; row++) first = Math.min(first, attempts[name][row] ?? missing);
  }
  return first === missing ? 0 : first;
}

function cutTable(whole: AttemptTable, rows: readonly number[], atUs: number): AttemptTable {
  const table = { ...createAttemptTable(rows.length), length: rows.length };
  const newRow = new Map(rows.map((row, i) => [row, i]));
  rows.forEach((row, i) => {
    for (const name of stampNames) {
      const us = whole[name][row] ?? missing;
      table[name][i] = us <= atUs ? us : missing;
    }
    for (const name of ["call", "replica", "attempt", "method", "worker", "clientThread"] as const) {
      table[name][i] = whole[name][row] ?? 0;
    }
    table.parentAttempt[i] = newRow.get(whole.parentAttempt[row] ?? missing) ?? missing;
    // What became of a call is known when it is over for its caller; of one from outside, when it was answered.
    const over = [whole.resumed[row], whole.received[row], whole.replied[row]].find((us) => us !== missing);
    const isOver = over !== undefined && over <= atUs;
    table.status[i] = isOver ? (whole.status[row] ?? openStatus) : openStatus;
    table.flags[i] = whole.flags[row] ?? 0;
  });
  return table;
}

function cutControl(control: ControlFact, atUs: number): ControlFact {
  const { enteredUs, returnedUs, settledUs, kind } = control;
  if (returnedUs === undefined || returnedUs > atUs) return { enteredUs };
  const known = { enteredUs, returnedUs, ...(kind !== undefined && { kind }) };
  return settledUs === undefined || settledUs > atUs ? known : { ...known, settledUs };
}

/** Facts that come with the answer are not there before it. */
function cutDetail(detail: AttemptDetail, attempts: AttemptTable, row: number): AttemptDetail {
  const { errorMessage: _, reply: __, responseBytes: ___, cpuUs: ____, heapBytes: _____, ...before } = detail;
  return attempts.status[row] === openStatus ? before : detail;
}

import { missing } from "#lib/record/attempt-table.ts";

/**
 * Spans of one lane, sorted by start, one column per field. `endUs` of an open span is `missing`: it lasts until the
 * time the drawing knows.
 */
export type SpanColumns = {
  readonly length: number;
  readonly startUs: Uint32Array;
  readonly endUs: Uint32Array;
  /** Row of the attempt, or `missing` for what belongs to no attempt. */
  readonly row: Uint32Array;
  /** Line within the lane, from the top; 0 where spans never overlap. */
  readonly subRow: Uint16Array;
  /** Bits of `spanMarks`. */
  readonly marks: Uint8Array;
};

export const spanMarks = {
  /** Server work after the client gave up. */
  wasted: 1,
  failed: 2,
  cancelled: 4,
  /** Not over yet, or the run ended before it. */
  open: 8,
  uncertain: 16,
  /** Neighbouring phases merged because a stamp between them is missing. */
  merged: 32,
  /** A client thread's interval: the visitor's code kept the thread. */
  busy: 64,
} as const;

/** Collects spans in any order; `finish` sorts them by start, then by row. */
export type SpanCollector = {
  add(startUs: number, endUs: number, row: number, marks: number): void;
  finish(): SpanColumns;
};

/** µs below 2³² times 2²¹ spans stays below 2⁵³; a record holds a tenth of that. */
const mostSpans = 2 ** 21;

export function collectSpans(): SpanCollector {
  const start: number[] = [];
  const end: number[] = [];
  const row: number[] = [];
  const marks: number[] = [];
  let sorted = true;
  return {
    add(startUs, endUs, attemptRow, bits) {
      const last = start[start.length - 1];
      if (last !== undefined && startUs < last) sorted = false;
      start.push(startUs);
      end.push(endUs);
      row.push(attemptRow);
      marks.push(bits);
    },
    finish() {
      if (sorted) {
        return columns(
          Uint32Array.from(start),
          Uint32Array.from(end),
          Uint32Array.from(row),
          Uint8Array.from(marks),
        );
      }
      // Start and place in one number: typed arrays sort numbers far faster than they ask a function.
      const keys = Float64Array.from(start, (us, i) => us * mostSpans + i).sort();
      const order = Uint32Array.from(keys, (key) => key % mostSpans);
      const pick = (from: readonly number[]) => (i: number) => from[i] as number;
      return columns(
        order.map(pick(start)),
        order.map(pick(end)),
        order.map(pick(row)),
        Uint8Array.from(order, pick(marks)),
      );
    },
  };
}

function columns(startUs: Uint32Array, endUs: Uint32Array, row: Uint32Array, marks: Uint8Array): SpanColumns {
  return { length: startUs.length, startUs, endUs, row, marks, subRow: new Uint16Array(startUs.length) };
}

/** Length of the longest span, µs; open spans last until `nowUs`. */
export function longestSpanUs({ length, startUs, endUs }: SpanColumns, nowUs: number): number {
  let longest = 0;
  for (let i = 0; i < length; i++) {
    const end = endUs[i] as number;
    longest = Math.max(longest, (end === missing ? nowUs : end) - (startUs[i] as number));
  }
  return longest;
}

/** Index of the first span that starts after `us`; `length` when none does. */
export function firstAfter(sorted: Uint32Array, us: number, length = sorted.length): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) <= us) low = middle + 1;
    else high = middle;
  }
  return low;
}

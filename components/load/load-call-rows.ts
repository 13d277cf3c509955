import { toCsv } from "#lib/csv.ts";
import { type LoadSampleTable, outcomeName, unknownUs, unknownWorker } from "#lib/load/load-samples.ts";
import { outcomeAt } from "./outcome-at.ts";

/** The columns of the table of single calls, in order. */
export const loadColumns = [
  "call",
  "start",
  "latency",
  "fromSend",
  "wait",
  "queue",
  "execution",
  "network",
  "outcome",
  "client",
  "worker",
] as const;
export type LoadColumn = (typeof loadColumns)[number];

export const timeColumns: ReadonlySet<LoadColumn> = new Set([
  "start",
  "latency",
  "fromSend",
  "wait",
  "queue",
  "execution",
  "network",
]);

export type LoadOrder = { readonly column: LoadColumn; readonly isDescending: boolean };

/** A value of a call: µs in time columns, numbers elsewhere; null where the reply does not tell. */
export function timeOf(samples: LoadSampleTable, row: number, column: LoadColumn): number | null {
  const latency = samples.latencyUs[row] ?? 0;
  const fromSend = samples.fromSendUs[row] ?? 0;
  switch (column) {
    case "call":
      return (samples.call[row] ?? 0) + 1;
    case "start":
      return samples.intendedUs[row] ?? 0;
    case "latency":
      return latency;
    case "fromSend":
      return fromSend;
    case "wait":
      return latency - fromSend;
    case "queue":
      return told(samples.queueUs[row]);
    case "execution":
      return told(samples.executionUs[row]);
    case "network": {
      const [queue, execution] = [told(samples.queueUs[row]), told(samples.executionUs[row])];
      return queue === null || execution === null ? null : Math.max(0, fromSend - queue - execution);
    }
    case "outcome":
      return (samples.outcome[row] ?? 0) * 256 + (samples.code[row] ?? 0);
    case "client":
      return (samples.client[row] ?? 0) + 1;
    case "worker": {
      const worker = samples.worker[row] ?? unknownWorker;
      return worker === unknownWorker ? null : worker + 1;
    }
  }
}

function told(us: number | undefined): number | null {
  return us === undefined || us === unknownUs ? null : us;
}

/** Rows of the table in the order asked for; equals by their number, what is not told last. */
export function orderRows(
  samples: LoadSampleTable,
  inside: ReadonlySet<number> | null,
  { column, isDescending }: LoadOrder,
): readonly number[] {
  const rows = Array.from({ length: samples.length }, (_, row) => row).filter(
    (row) => inside === null || inside.has(row),
  );
  const values = new Map(rows.map((row) => [row, timeOf(samples, row, column)]));
  const sign = isDescending ? -1 : 1;
  return rows.sort((a, b) => {
    const [first, second] = [values.get(a) ?? null, values.get(b) ?? null];
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    return sign * (first - second) || (samples.call[a] ?? 0) - (samples.call[b] ?? 0);
  });
}

/** Every call that was told, in the order of the plan; µs. */
export function csvOfCalls(samples: LoadSampleTable): string {
  const rows = orderRows(samples, null, { column: "call", isDescending: false });
  return toCsv(
    [
      "call",
      "level",
      "intended_us",
      "latency_us",
      "from_send_us",
      "queue_us",
      "execution_us",
      "outcome",
      "code",
      "client",
      "worker",
    ],
    rows.map((row) => [
      (samples.call[row] ?? 0) + 1,
      samples.level[row] ?? 0,
      samples.intendedUs[row] ?? 0,
      samples.latencyUs[row] ?? 0,
      samples.fromSendUs[row] ?? 0,
      timeOf(samples, row, "queue"),
      timeOf(samples, row, "execution"),
      outcomeName(outcomeAt(samples, row)),
      samples.code[row] ?? 0,
      (samples.client[row] ?? 0) + 1,
      timeOf(samples, row, "worker"),
    ]),
  );
}

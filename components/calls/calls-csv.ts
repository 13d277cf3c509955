import { toCsv } from "#lib/csv.ts";
import { stampNames } from "#lib/record/attempt-table.ts";
import type { CallRow } from "./call-row.ts";
import { callColumns, timeColumns } from "./call-row.ts";

/** The rows as CSV (RFC 4180): the table's columns in µs under their English names, then the eight stamps. */
export function toCallsCsv(rows: readonly CallRow[]): string {
  const head = [
    ...callColumns.map((column) => (timeColumns.has(column) ? `${column}_us` : column)),
    "attempt",
    "outside",
    "nested",
    "row",
    "caller_row",
    "cpu_us",
    ...stampNames.map((name) => `${name}_us`),
  ];
  const lines = rows.map((row) => [
    ...callColumns.map((column) => row.values[column]),
    row.attempt,
    row.isOutside ? 1 : 0,
    row.isNested ? 1 : 0,
    row.row,
    row.caller?.row ?? null,
    row.cpuUs,
    ...stampNames.map((name) => row.stamps[name]),
  ]);
  return toCsv(head, lines);
}

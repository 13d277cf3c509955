import { type AttemptTable, createAttemptTable, missing } from "./attempt-table.ts";

/** A column in a file: plain numbers, null where nothing was stamped. */
export type AttemptColumns = { readonly [Name in ColumnName]: readonly (number | null)[] };

export type ColumnName = Exclude<keyof AttemptTable, "length">;

/** Every column and the largest number it holds. */
export const columnMax = {
  intended: missing - 1,
  sent: missing - 1,
  arrived: missing - 1,
  started: missing - 1,
  ended: missing - 1,
  replied: missing - 1,
  received: missing - 1,
  resumed: missing - 1,
  call: missing - 1,
  parentAttempt: missing - 1,
  replica: 65_535,
  attempt: 255,
  method: 255,
  worker: 255,
  clientThread: 255,
  status: 255,
  flags: 255,
} as const satisfies Record<ColumnName, number>;

export const columnNames = Object.keys(columnMax) as readonly ColumnName[];

export function toAttemptColumns(table: AttemptTable): AttemptColumns {
  const columns = columnNames.map((name) => [
    name,
    Array.from(table[name].subarray(0, table.length), (value) => (value === missing ? null : value)),
  ]);
  return Object.fromEntries(columns) as AttemptColumns;
}

/** All columns must have the same length. */
export function fromAttemptColumns(columns: AttemptColumns): AttemptTable {
  const { length } = columns.call;
  const table = { ...createAttemptTable(length), length };
  for (const name of columnNames) {
    columns[name].forEach((value, row) => {
      table[name][row] = value ?? missing;
    });
  }
  return table;
}

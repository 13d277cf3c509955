/** One line of the bench: what was measured, against what, and what we aim at. */
export type Row = {
  readonly what: string;
  readonly ours: string;
  /** The same thing done without us, in the same run; empty where there is nothing to compare with. */
  readonly comparison: string;
  readonly ratio: string;
  readonly aim: string;
};

/** Prints rows as a Markdown table. */
export function printTable(rows: readonly Row[]): void {
  const head: Row = { what: "what", ours: "ours", comparison: "comparison", ratio: "ratio", aim: "aim" };
  const columns = ["what", "ours", "comparison", "ratio", "aim"] as const;
  const widths = columns.map((column) => Math.max(...[head, ...rows].map((row) => row[column].length)));
  const line = (row: Row) =>
    `| ${columns.map((column, i) => row[column].padEnd(widths[i] ?? 0)).join(" | ")} |`;
  console.log(line(head));
  console.log(`|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`);
  for (const row of rows) console.log(line(row));
}

/** Nearest rank (Hyndman–Fan type 1). */
export function percentile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(p * sorted.length - 1e-9) - 1)] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

export function milliseconds(value: number): string {
  return `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;
}

import type { RunRecord } from "#lib/record/run-record.ts";
import { statusName } from "#lib/wire/status-names.ts";

/**
 * Rows that a query means, in row order: a number is a call's number; words are looked for in the method, the status
 * (`deadline exceeded` as well as `DEADLINE_EXCEEDED`) and the error's text. An empty query means none.
 */
export function searchAttempts({ attempts, details, header }: RunRecord, query: string): readonly number[] {
  const wanted = plain(query);
  if (wanted === "") return [];
  const number = /^#?\d+$/.test(wanted) ? Number(wanted.replace("#", "")) : null;
  const methods = header.methods.map((name) => plain(name).includes(wanted));
  const statuses = Array.from({ length: 256 }, (_, status) => plain(statusName(status)).includes(wanted));
  const found: number[] = [];
  for (let row = 0; row < attempts.length; row++) {
    const isMeant =
      number === null
        ? methods[attempts.method[row] ?? 0] === true || statuses[attempts.status[row] ?? 0] === true
        : (attempts.call[row] ?? 0) + 1 === number;
    if (isMeant || plain(details.get(row)?.errorMessage ?? "").includes(wanted)) found.push(row);
  }
  return found;
}

function plain(text: string): string {
  return text.trim().toLowerCase().replaceAll("_", " ");
}

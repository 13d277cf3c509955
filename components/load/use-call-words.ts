import { useText } from "#components/i18n/use-text.tsx";
import { formatNumber } from "#lib/i18n/format-text.ts";
import { type LoadSampleTable, outcomeName } from "#lib/load/load-samples.ts";
import { statusName } from "#lib/wire/status-names.ts";
import { type LoadColumn, timeColumns, timeOf } from "./load-call-rows.ts";
import { outcomeAt } from "./outcome-at.ts";

/** A call of the table in words: times in ms, without the unit. */
export function useCallWords(samples: LoadSampleTable, row: number): { cell(column: LoadColumn): string } {
  const { locale, text } = useText();
  return {
    cell(column) {
      if (column === "outcome") {
        const outcome = outcomeName(outcomeAt(samples, row));
        const name = text.latency.outcomes[outcome];
        return outcome === "ok" ? name : `✕ ${name} · ${statusName(samples.code[row] ?? 0)}`;
      }
      const value = timeOf(samples, row, column);
      if (value === null) return "–";
      return timeColumns.has(column) ? formatNumber(locale, value / 1_000, 2) : formatNumber(locale, value);
    },
  };
}

import { Download } from "lucide-react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { saveCsv } from "#components/ui/save-file.ts";
import { OpenBytes } from "#components/wire/open-bytes.tsx";
import type { Dictionary } from "#lib/i18n/en.ts";
import { formatPlural } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { spokenName } from "./call-name.ts";
import type { CallRow } from "./call-row.ts";
import { toCallsCsv } from "./calls-csv.ts";

type CallsToolsProps = {
  readonly record: RunRecord;
  /** In the order of the table. */
  readonly rows: readonly CallRow[];
  readonly selected: CallRow | undefined;
};

/** Above the table: how many calls of which kind, the bytes of the selected one, and all of them as a file. */
export function CallsTools({ record, rows, selected }: CallsToolsProps) {
  const { locale, text } = useText();
  return (
    <div className="flex min-h-10 items-center justify-between gap-3 px-3 py-1.5">
      <p className="text-ink-soft text-xs">{countWords(rows, text.calls, locale)}</p>
      <span className="flex shrink-0 gap-1.5">
        {selected !== undefined && (
          <OpenBytes record={record} row={selected.row} title={spokenName(selected, text)} />
        )}
        <Button
          size="small"
          variant="quiet"
          onClick={() => saveCsv(toCallsCsv(rows), csvName(record.header))}
        >
          <Download aria-hidden="true" className="size-4" /> {text.calls.download}
        </Button>
      </span>
    </div>
  );
}

function countWords(rows: readonly CallRow[], words: Dictionary["calls"], locale: Locale): string {
  const outside = rows.filter(({ isOutside }) => isOutside).length;
  const nested = rows.filter(({ isNested }) => isNested).length;
  const own = rows.length - outside - nested;
  const counted = [
    own > 0 && formatPlural(locale, words.rowCount, own),
    nested > 0 && formatPlural(locale, words.nestedCount, nested),
    outside > 0 && formatPlural(locale, words.outsideCount, outside),
  ];
  return counted.filter((part) => part !== false).join(" · ");
}

function csvName({ experiment, startedAtUnixMs }: RunRecord["header"]): string {
  const at = new Date(startedAtUnixMs).toISOString().slice(0, 19).replaceAll(":", "");
  return `${experiment || "run"}-${at}.csv`;
}

import { ArrowDown, ArrowUp, Download } from "lucide-react";
import { useMemo, useState } from "react";
import { rowHeightPx, useRowWindow } from "#components/calls/use-row-window.ts";
import { saveFile } from "#components/charts/save-chart.ts";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { toCsv } from "#lib/csv.ts";
import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import { outcomeName } from "#lib/load/load-samples.ts";
import { statusName } from "#lib/wire/status-names.ts";
import {
  type LoadColumn,
  type LoadOrder,
  loadColumns,
  orderRows,
  timeColumns,
  timeOf,
} from "./load-call-rows.ts";
import { outcomeAt } from "./outcome-at.ts";
import type { LoadRecord } from "./to-load-record.ts";

type LoadCallsProps = {
  readonly loaded: LoadRecord;
  /** The rows that are selected in a chart; null: all. */
  readonly inside: ReadonlySet<number> | null;
  readonly selected: number | null;
  readonly onSelect: (row: number | null) => void;
};

/** Every single call with where its time went; a selection in a chart leaves only its calls. */
export function LoadCalls({ loaded, inside, selected, onSelect }: LoadCallsProps) {
  const { locale, text } = useText();
  const words = text.load.calls;
  const { samples } = loaded;
  const [order, setOrder] = useState<LoadOrder>({ column: "call", isDescending: false });
  const rows = useMemo(() => orderRows(samples, inside, order), [samples, inside, order]);
  const { scroller, first, end, onScroll } = useRowWindow(
    rows.length,
    selected === null ? -1 : rows.indexOf(selected),
  );
  const count = formatText(words.caption, {
    count: formatNumber(locale, rows.length),
    run: loaded.run.number,
  });
  const caption = inside === null ? count : `${count} (${words.filtered})`;
  return (
    <section aria-labelledby="load-calls" className="grid min-w-0 gap-2" data-load-calls={rows.length}>
      <header className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h3 id="load-calls" className="text-base">
          {words.title}
        </h3>
        <p className="text-ink-soft text-xs">{caption}</p>
        <Button
          size="small"
          className="ml-auto"
          onClick={() =>
            saveFile(
              new Blob([csvOf(loaded)], { type: "text/csv;charset=utf-8" }),
              `load-${loaded.run.number}-calls.csv`,
            )
          }
        >
          <Download aria-hidden="true" className="size-4" /> {words.download}
        </Button>
      </header>
      {rows.length === 0 ? (
        <p className="text-ink-soft text-sm">{inside === null ? words.none : words.noneInside}</p>
      ) : (
        <section
          ref={scroller}
          aria-label={caption}
          onScroll={onScroll}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (axe: scrollable-region-focusable)
          tabIndex={0}
          className="relative max-h-96 min-w-0 overflow-auto rounded-control border border-hairline"
        >
          <table className="w-full border-collapse text-sm" aria-rowcount={rows.length + 1}>
            <caption className="sr-only">{caption}</caption>
            <Head order={order} onOrder={setOrder} />
            <tbody>
              <Spacer rows={first} />
              {rows.slice(first, end).map((row, index) => (
                <CallLine
                  key={row}
                  loaded={loaded}
                  row={row}
                  ariaRowIndex={first + index + 2}
                  isSelected={row === selected}
                  onSelect={onSelect}
                />
              ))}
              <Spacer rows={rows.length - end} />
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}

function Spacer({ rows }: { readonly rows: number }) {
  if (rows === 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in this row can be focused
    <tr aria-hidden="true" style={{ height: rows * rowHeightPx }}>
      <td colSpan={loadColumns.length} />
    </tr>
  );
}

type HeadProps = { readonly order: LoadOrder; readonly onOrder: (order: LoadOrder) => void };

function Head({ order, onOrder }: HeadProps) {
  const words = useText().text.load.calls;
  const Arrow = order.isDescending ? ArrowDown : ArrowUp;
  return (
    <thead className="sticky top-0 z-10 bg-surface">
      <tr aria-rowindex={1} style={{ height: rowHeightPx }}>
        {loadColumns.map((column) => (
          <th
            key={column}
            scope="col"
            title={words.meanings[column]}
            aria-sort={order.column !== column ? "none" : order.isDescending ? "descending" : "ascending"}
            className={classNames(
              "whitespace-nowrap bg-surface px-1 font-medium text-ink-soft text-xs shadow-[inset_0_-1px_0_var(--hairline-strong)]",
              column === "outcome" ? "text-left" : "text-right",
            )}
          >
            <button
              type="button"
              className="inline-flex items-center gap-0.5 rounded-sm px-1 py-1 hover:text-ink"
              onClick={() =>
                onOrder({
                  column,
                  isDescending:
                    order.column === column
                      ? !order.isDescending
                      : timeColumns.has(column) && column !== "start",
                })
              }
            >
              {words.columns[column]}
              {timeColumns.has(column) && <span className="font-normal text-ink-faint">ms</span>}
              {order.column === column && <Arrow aria-hidden="true" className="size-3" />}
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
}

type CallLineProps = {
  readonly loaded: LoadRecord;
  readonly row: number;
  readonly ariaRowIndex: number;
  readonly isSelected: boolean;
  readonly onSelect: (row: number | null) => void;
};

function CallLine({ loaded: { samples }, row, ariaRowIndex, isSelected, onSelect }: CallLineProps) {
  const { locale, text } = useText();
  const cell = (column: LoadColumn): string => {
    const value = timeOf(samples, row, column);
    if (column === "outcome") {
      const outcome = outcomeName(outcomeAt(samples, row));
      const name = text.latency.outcomes[outcome];
      return outcome === "ok" ? name : `✕ ${name} · ${statusName(samples.code[row] ?? 0)}`;
    }
    if (value === null) return "–";
    return timeColumns.has(column) ? formatNumber(locale, value / 1_000, 2) : formatNumber(locale, value);
  };
  return (
    <tr
      aria-rowindex={ariaRowIndex}
      data-selected={isSelected || undefined}
      style={{ height: rowHeightPx }}
      onClick={() => onSelect(isSelected ? null : row)}
      className={classNames("border-hairline border-b", isSelected ? "bg-accent-soft" : "hover:bg-ink/4")}
    >
      {loadColumns.map((column) => (
        <td
          key={column}
          className={classNames(
            "whitespace-nowrap px-2",
            column === "outcome" ? "text-left" : "text-right font-mono text-[0.8125rem]",
          )}
        >
          {cell(column)}
        </td>
      ))}
    </tr>
  );
}

/** Every call that was told, in the order of the plan; µs. */
function csvOf({ samples }: LoadRecord): string {
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
    ]),
  );
}

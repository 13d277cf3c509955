import { ArrowDown, ArrowUp, Download } from "lucide-react";
import { useMemo, useState } from "react";
import { rowHeightPx, useRowWindow } from "#components/calls/use-row-window.ts";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { saveFile } from "#components/ui/save-file.ts";
import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import { LoadCallDetail } from "./load-call-detail.tsx";
import { LoadCallLine } from "./load-call-line.tsx";
import {
  csvOfCalls,
  type LoadColumn,
  type LoadOrder,
  loadColumns,
  orderRows,
  timeColumns,
} from "./load-call-rows.ts";
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
  // Without a set number of workers, slots are only numbers.
  const hasWorkers = loaded.run.load.started?.workersSet === true;
  const columns = loadColumns.filter((column) => column !== "worker" || hasWorkers);
  const selectedAt = selected === null ? -1 : rows.indexOf(selected);
  const { scroller, first, end, onScroll } = useRowWindow(rows.length, selectedAt);
  const tabStop = selectedAt >= first && selectedAt < end ? selectedAt : first;
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
              new Blob([csvOfCalls(samples)], { type: "text/csv;charset=utf-8" }),
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
            <caption className="sr-only">
              {caption} {words.keys}
            </caption>
            <Head columns={columns} order={order} onOrder={setOrder} />
            <tbody>
              <Spacer rows={first} />
              {rows.slice(first, end).map((row, index) => (
                <LoadCallLine
                  key={row}
                  samples={samples}
                  row={row}
                  columns={columns}
                  ariaRowIndex={first + index + 2}
                  isSelected={row === selected}
                  isTabStop={first + index === tabStop}
                  onSelect={onSelect}
                />
              ))}
              <Spacer rows={rows.length - end} />
            </tbody>
          </table>
        </section>
      )}
      {selected !== null && selected < samples.length && (
        <LoadCallDetail
          key={selected}
          loaded={loaded}
          row={selected}
          columns={columns}
          onClose={() => onSelect(null)}
        />
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

type HeadProps = {
  readonly columns: readonly LoadColumn[];
  readonly order: LoadOrder;
  readonly onOrder: (order: LoadOrder) => void;
};

function Head({ columns, order, onOrder }: HeadProps) {
  const words = useText().text.load.calls;
  const Arrow = order.isDescending ? ArrowDown : ArrowUp;
  return (
    <thead className="sticky top-0 z-10 bg-surface">
      <tr aria-rowindex={1} style={{ height: rowHeightPx }}>
        {columns.map((column) => (
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

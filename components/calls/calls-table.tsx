"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useMemo, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { useCalmValue } from "#components/ui/use-calm-value.ts";
import { attemptError } from "#lib/i18n/attempt-error.ts";
import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { type CallColumn, callColumns, timeColumns, toCallRows, wordColumns } from "./call-row.ts";
import { CallTableRow } from "./call-table-row.tsx";
import { CallsTools } from "./calls-tools.tsx";
import { type CallOrder, isTreeOrder, nextOrder, recordedOrder, sortCalls } from "./sort-calls.ts";
import { rowHeightPx, useRowWindow } from "./use-row-window.ts";

type CallsTableProps = {
  readonly record: RunRecord;
  readonly selectedRow: number | null;
  /** The rows that were picked in another view; null: all. */
  readonly inside?: ReadonlySet<number> | null;
  /** Null: nothing is selected any more. */
  readonly onSelect: (row: number | null) => void;
};

/** Every attempt with all its phases: the timeline's twin in words and figures. A real table that scrolls in itself. */
export function CallsTable({ record: latest, selectedRow, inside = null, onSelect }: CallsTableProps) {
  const { locale, text } = useText();
  const record = useCalmValue(latest, {
    isChanging: latest.header.outcome.kind === "running",
    intervalMs: 250,
    subject: latest.header.id,
  });
  const words = text.calls;
  const [order, setOrder] = useState(recordedOrder);
  const rows = useMemo(
    () =>
      toCallRows(record, (detail) => attemptError(locale, text, detail)).filter(
        ({ row }) => inside === null || inside.has(row),
      ),
    [record, inside, locale, text],
  );
  const isTree = isTreeOrder(order);
  const sorted = useMemo(() => sortCalls(rows, order), [rows, order]);
  const selectedIndex = sorted.findIndex(({ row }) => row === selectedRow);
  const { scroller, first, end, onScroll } = useRowWindow(sorted.length, selectedIndex);

  if (rows.length === 0) {
    const isRunning = record.header.outcome.kind === "running";
    const why = isRunning ? words.noneYet : words.none;
    return <p className="p-4 text-ink-soft">{inside === null ? why : words.noneInside}</p>;
  }
  const caption = formatText(words.caption, { count: formatNumber(locale, rows.length) });
  const tabStop = selectedIndex >= first && selectedIndex < end ? selectedIndex : first;
  return (
    <div className="flex h-full min-h-0 min-w-0 flex-col">
      <CallsTools record={record} rows={sorted} selected={sorted[selectedIndex]} />
      <section
        ref={scroller}
        aria-label={caption}
        onScroll={onScroll}
        // Positioned, so that texts for screen readers are clipped with the table and do not widen the page.
        className="relative max-h-full min-h-0 min-w-0 flex-1 overflow-auto border-hairline border-t"
      >
        <table className="w-full border-collapse text-sm" aria-rowcount={sorted.length + 1}>
          <caption className="sr-only">
            {caption} {words.keys}
          </caption>
          <CallsHead order={order} onOrder={setOrder} />
          <tbody>
            <Spacer rows={first} />
            {sorted.slice(first, end).map((call, index) => (
              <CallTableRow
                key={call.row}
                call={call}
                ariaRowIndex={first + index + 2}
                isSelected={call.row === selectedRow}
                isTabStop={first + index === tabStop}
                locale={locale}
                text={text}
                isBelow={isTree}
                stepUs={record.header.clock.stepUs}
                digits={record.header.durationUs < 200_000 ? 2 : 1}
                onSelect={onSelect}
              />
            ))}
            <Spacer rows={sorted.length - end} />
          </tbody>
        </table>
      </section>
    </div>
  );
}

/** Keeps the place of rows that are out of sight. */
function Spacer({ rows }: { readonly rows: number }) {
  if (rows === 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in this row can be focused
    <tr aria-hidden="true" style={{ height: rows * rowHeightPx }}>
      <td colSpan={callColumns.length} />
    </tr>
  );
}

type CallsHeadProps = { readonly order: CallOrder; readonly onOrder: (order: CallOrder) => void };

function CallsHead({ order, onOrder }: CallsHeadProps) {
  return (
    <thead className="sticky top-0 z-20 bg-surface">
      <tr aria-rowindex={1} style={{ height: rowHeightPx }}>
        {callColumns.map((column) => (
          <ColumnHead key={column} column={column} order={order} onOrder={onOrder} />
        ))}
      </tr>
    </thead>
  );
}

function ColumnHead({ column, order, onOrder }: CallsHeadProps & { readonly column: CallColumn }) {
  const words = useText().text.calls;
  const isSorted = order.column === column;
  const Arrow = order.direction === "ascending" ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      aria-sort={isSorted ? order.direction : "none"}
      title={words.meanings[column]}
      className={classNames(
        "whitespace-nowrap bg-surface px-1 font-medium text-ink-soft text-xs shadow-[inset_0_-1px_0_var(--hairline-strong)]",
        wordColumns.has(column) ? "text-left" : "text-right",
        column === "call" && "sticky left-0 z-10",
      )}
    >
      <button
        type="button"
        className="inline-flex items-center gap-0.5 rounded-sm px-1 py-1 hover:text-ink"
        onClick={() => onOrder(nextOrder(order, column))}
      >
        {words.columns[column]}
        {timeColumns.has(column) && <span className="font-normal text-ink-faint">ms</span>}
        {isSorted && <Arrow aria-hidden="true" className="size-3" />}
      </button>
    </th>
  );
}

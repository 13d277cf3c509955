import { type KeyboardEvent, memo } from "react";
import { classNames } from "#components/ui/class-names.ts";
import type { Dictionary } from "#lib/i18n/en.ts";
import { formatText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { CallCell } from "./call-cell.tsx";
import { spokenName, writtenName } from "./call-name.ts";
import { type CallColumn, type CallRow, callColumns, wordColumns } from "./call-row.ts";
import { rowHeightPx } from "./use-row-window.ts";

type CallTableRowProps = {
  readonly call: CallRow;
  /** Stands below its caller, and is indented as deep as it lies. */
  readonly isBelow: boolean;
  /** Place in the whole table, from 1, the head included. */
  readonly ariaRowIndex: number;
  readonly isSelected: boolean;
  /** The one row whose button is in the tab order. */
  readonly isTabStop: boolean;
  readonly locale: Locale;
  readonly text: Dictionary;
  readonly stepUs: number;
  /** Decimals of a millisecond. */
  readonly digits: number;
  /** Selecting the selected one again selects none. */
  readonly onSelect: (row: number | null) => void;
};

/** One attempt. Its first cell is the row's head and the button that selects it. */
export const CallTableRow = memo(function CallTableRow(props: CallTableRowProps) {
  const { call, isSelected, isBelow, locale, text } = props;
  const words = text.calls;
  const spoken = spokenName(call, text);
  const select = () => props.onSelect(isSelected ? null : call.row);
  return (
    <tr
      aria-rowindex={props.ariaRowIndex}
      {...dataOf(call)}
      data-selected={isSelected || undefined}
      style={{ height: rowHeightPx }}
      className={classNames(
        "cursor-pointer border-hairline border-b",
        isSelected ? "bg-accent-soft" : "hover:bg-surface-sunken",
      )}
      onClick={select}
    >
      <th
        scope="row"
        className={classNames(
          "sticky left-0 z-10 whitespace-nowrap px-2 text-left font-medium",
          isSelected ? "bg-accent-soft" : "bg-surface",
        )}
      >
        <button
          type="button"
          data-call-button=""
          aria-pressed={isSelected}
          aria-label={formatText(words.select, { call: spoken })}
          title={call.isNested ? spoken : undefined}
          style={isBelow ? { marginLeft: Math.min(call.depth, deepest) * indentPx } : undefined}
          tabIndex={props.isTabStop ? 0 : -1}
          className="min-w-6 rounded-sm px-1 text-left"
          onKeyDown={moveFocus}
          onClick={(event) => {
            event.stopPropagation();
            select();
          }}
        >
          {writtenName(call, words, isBelow)}
        </button>
      </th>
      {cellColumns.map((column) => (
        <td key={column} data-column={column} className={cellClass(column)}>
          <CallCell
            call={call}
            column={column}
            locale={locale}
            words={words}
            stepUs={props.stepUs}
            digits={props.digits}
          />
        </td>
      ))}
    </tr>
  );
});

/** Handlers call each other sixteen deep; a phone has room for a few steps. */
const deepest = 5;
const indentPx = 10;

const cellColumns = callColumns.filter((column) => column !== "call");

function cellClass(column: CallColumn): string {
  if (column === "message") return "max-w-72 truncate px-2 font-mono text-xs";
  return wordColumns.has(column)
    ? "whitespace-nowrap px-2 align-middle"
    : "whitespace-nowrap px-2 text-right font-mono text-xs";
}

/** The row in plain numbers, for tests and scripts: µs since the run's zero, absent where nothing was stamped. */
function dataOf({ row, call, values, attempt, stamps, isOutside, isNested, caller, isShed }: CallRow) {
  return {
    "data-row": row,
    "data-call": call,
    "data-attempt": attempt,
    "data-status": values.status === "" ? "open" : (values.status ?? undefined),
    "data-intended-us": stamps.intended ?? undefined,
    "data-sent-us": stamps.sent ?? undefined,
    "data-arrived-us": stamps.arrived ?? undefined,
    "data-started-us": stamps.started ?? undefined,
    "data-ended-us": stamps.ended ?? undefined,
    "data-replied-us": stamps.replied ?? undefined,
    "data-received-us": stamps.received ?? undefined,
    "data-resumed-us": stamps.resumed ?? undefined,
    "data-worker": values.worker === null ? undefined : Number(values.worker) - 1,
    "data-outside": isOutside || undefined,
    "data-nested": isNested || undefined,
    "data-caller": caller?.row,
    "data-shed": isShed || undefined,
  };
}

/** Up and down, to the first and to the last row that is drawn. */
function moveFocus(event: KeyboardEvent<HTMLButtonElement>): void {
  const row = event.currentTarget.closest("tr");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (row === null || step === undefined) return;
  const next = step > 0 ? row.nextElementSibling : row.previousElementSibling;
  const button = next?.querySelector<HTMLButtonElement>("button[data-call-button]");
  if (button === null || button === undefined) return;
  event.preventDefault();
  button.focus();
}

import type { KeyboardEvent } from "react";
import { rowHeightPx } from "#components/calls/use-row-window.ts";
import { useText } from "#components/i18n/use-text.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { formatText } from "#lib/i18n/format-text.ts";
import type { LoadSampleTable } from "#lib/load/load-samples.ts";
import { type LoadColumn, timeOf } from "./load-call-rows.ts";
import { useCallWords } from "./use-call-words.ts";

type LoadCallLineProps = {
  readonly samples: LoadSampleTable;
  readonly row: number;
  readonly columns: readonly LoadColumn[];
  readonly ariaRowIndex: number;
  readonly isSelected: boolean;
  /** The one row whose button is in the tab order. */
  readonly isTabStop: boolean;
  /** Null: nothing is selected any more. */
  readonly onSelect: (row: number | null) => void;
};

/** One call. Its first cell is the row's head, and the button that opens it. */
export function LoadCallLine(props: LoadCallLineProps) {
  const { samples, row, columns, isSelected, onSelect } = props;
  const words = useText().text.load.calls;
  const say = useCallWords(samples, row);
  const call = String(timeOf(samples, row, "call") ?? "");
  const select = () => onSelect(isSelected ? null : row);
  return (
    <tr
      aria-rowindex={props.ariaRowIndex}
      data-call={call}
      data-selected={isSelected || undefined}
      style={{ height: rowHeightPx }}
      onClick={select}
      className={classNames(
        "cursor-pointer border-hairline border-b",
        isSelected ? "bg-accent-soft" : "hover:bg-surface-sunken",
      )}
    >
      <th scope="row" className="whitespace-nowrap px-1 text-right font-medium">
        <button
          type="button"
          data-call-button=""
          aria-pressed={isSelected}
          aria-label={formatText(words.open, { call })}
          tabIndex={props.isTabStop ? 0 : -1}
          className="min-w-6 rounded-sm px-1 text-right font-mono text-[0.8125rem]"
          onKeyDown={moveFocus}
          onClick={(event) => {
            event.stopPropagation();
            select();
          }}
        >
          {say.cell("call")}
        </button>
      </th>
      {columns
        .filter((column) => column !== "call")
        .map((column) => (
          <td
            key={column}
            className={classNames(
              "whitespace-nowrap px-2",
              column === "outcome" ? "text-left" : "text-right font-mono text-[0.8125rem]",
            )}
          >
            {say.cell(column)}
          </td>
        ))}
    </tr>
  );
}

/** Up and down, among the rows that are drawn. */
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

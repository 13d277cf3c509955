"use client";

import { useText } from "#components/i18n/use-text.tsx";
import { missing } from "#lib/record/attempt-table.ts";
import { type HopNode, hopTree } from "#lib/record/hop-tree.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { describeSpan } from "#lib/timeline/describe-span.ts";
import { formatDuration } from "#lib/timeline/format-duration.ts";
import { callerWords } from "#lib/timeline/span-sentence.ts";
import { attemptTitle } from "./attempt-title.ts";

type HopListProps = {
  readonly record: RunRecord;
  readonly row: number;
  readonly onSelect: (row: number) => void;
};

/** More rows than this are a page of their own: those around the attempt are shown. */
const mostRows = 100;

/** The tree of calls that an attempt belongs to, callers before what they called, each on the time of the first one. */
export function HopList({ record, row, onSelect }: HopListProps) {
  const { text } = useText();
  const words = text.timeline.details;
  const tree = hopTree(record.attempts, row);
  const [root] = tree;
  if (root === undefined || tree.length < 2) return null;
  const at = tree.findIndex((node) => node.row === row);
  const first = Math.max(0, Math.min(at - mostRows / 2, tree.length - mostRows));
  const axis = stretchOf(record, root.row);
  return (
    <section aria-label={words.hops} data-hops={tree.length} className="grid min-w-0 gap-1">
      <h4 className="font-semibold text-xs">{words.hops}</h4>
      <ol className="grid min-w-0">
        {tree.slice(first, first + mostRows).map((node) => (
          <HopRow
            key={node.row}
            record={record}
            node={node}
            axis={axis}
            isSelected={node.row === row}
            onSelect={onSelect}
          />
        ))}
      </ol>
      <p className="text-ink-faint text-xs">{words.hopsMeaning}</p>
    </section>
  );
}

type Stretch = { readonly fromUs: number; readonly toUs: number };

type HopRowProps = {
  readonly record: RunRecord;
  readonly node: HopNode;
  readonly axis: Stretch;
  readonly isSelected: boolean;
  readonly onSelect: (row: number) => void;
};

function HopRow({ record, node: { row, depth }, axis, isSelected, onSelect }: HopRowProps) {
  const { locale, text } = useText();
  const span = describeSpan(record, row);
  const whole = stretchOf(record, row);
  const { started, ended } = record.attempts;
  const handler = { fromUs: started[row] ?? missing, toUs: ended[row] ?? missing };
  const method = span.method.slice(span.method.lastIndexOf(".", span.method.indexOf("/")) + 1);
  return (
    <li>
      <button
        type="button"
        aria-pressed={isSelected}
        data-hop={row}
        data-depth={depth}
        className={`grid min-h-7 w-full grid-cols-[minmax(0,1fr)_minmax(0,1fr)_4.5rem] items-center gap-3 rounded-sm px-1 text-left text-xs ${isSelected ? "bg-accent-soft" : "hover:bg-surface-sunken"}`}
        onClick={() => onSelect(row)}
      >
        <span
          className="flex min-w-0 items-baseline gap-1.5"
          style={{ paddingLeft: Math.min(depth, 8) * 14 }}
        >
          {depth > 0 && (
            <span aria-hidden="true" className="text-ink-faint">
              ↳
            </span>
          )}
          <span className="shrink-0 font-medium">{depth === 0 ? attemptTitle(span, text.timeline) : ""}</span>
          <span className="truncate font-mono text-ink-soft" title={span.method}>
            {method}
          </span>
          {span.caller !== null && (
            <span className="sr-only">
              {`${text.timeline.describe.separator}${attemptTitle(span, text.timeline)}${text.timeline.describe.separator}${callerWords(span.caller, text.timeline.describe)}`}
            </span>
          )}
          {span.status !== 0 && !span.open && (
            <span aria-hidden="true" className="text-failed">
              ✕
            </span>
          )}
        </span>
        <span aria-hidden="true" className="relative h-2.5 bg-surface-sunken">
          <Bar axis={axis} bar={whole} className="h-full bg-phase-network/35" />
          <Bar axis={axis} bar={handler} className="h-full bg-phase-execution" />
        </span>
        <span className="text-right text-ink-soft tabular-nums">
          {span.totalUs === null ? "–" : formatDuration(locale, span.totalUs)}
        </span>
      </button>
    </li>
  );
}

type BarProps = { readonly axis: Stretch; readonly bar: Stretch; readonly className: string };

function Bar({ axis, bar, className }: BarProps) {
  if (bar.fromUs === missing) return null;
  const lengthUs = Math.max(1, axis.toUs - axis.fromUs);
  const percent = (us: number) => Math.min(100, Math.max(0, ((us - axis.fromUs) / lengthUs) * 100));
  const [from, to] = [percent(bar.fromUs), percent(bar.toUs)];
  return (
    <span
      className={`absolute top-0 min-w-0.5 ${className}`}
      style={{ left: `${from}%`, width: `${to - from}%` }}
    />
  );
}

/** From the call to its reply; of callers from outside, what the server saw. Open ones reach to the end of what is known. */
function stretchOf({ attempts, header }: RunRecord, row: number): Stretch {
  const known = (...stamps: readonly (number | undefined)[]) =>
    stamps.find((us) => us !== undefined && us !== missing);
  return {
    fromUs: known(attempts.intended[row], attempts.arrived[row]) ?? missing,
    toUs: known(attempts.resumed[row], attempts.received[row], attempts.replied[row]) ?? header.durationUs,
  };
}

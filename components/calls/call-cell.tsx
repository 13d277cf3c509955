import { Check, CircleDashed, Gauge, Hourglass, X } from "lucide-react";
import type { ReactNode } from "react";
import type { Dictionary } from "#lib/i18n/en.ts";
import { formatNumber } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { openStatus } from "#lib/record/attempt-table.ts";
import { type CallColumn, type CallRow, timeColumns } from "./call-row.ts";

type Words = Dictionary["calls"];

type CallCellProps = {
  readonly call: CallRow;
  readonly column: CallColumn;
  readonly locale: Locale;
  readonly words: Words;
  /** Step of the client's clock: a difference below five of them is noise. */
  readonly stepUs: number;
  /** Decimals of a millisecond. */
  readonly digits: number;
};

/** What stands in one cell; a missing value is a dash that is read aloud as what it means. */
export function CallCell({ call, column, locale, words, stepUs, digits }: CallCellProps): ReactNode {
  if (column === "status") return <CallStatus call={call} words={words} />;
  const value = call.values[column];
  if (value === null) {
    const underWay = call.openColumn === column;
    return (
      <>
        <span aria-hidden="true" className="text-ink-faint">
          {underWay ? "…" : "–"}
        </span>
        <span className="sr-only">{underWay ? words.underWay : words.missing}</span>
      </>
    );
  }
  if (typeof value === "string")
    return <span title={value}>{column === "method" ? shortMethod(value) : value}</span>;
  return timeColumns.has(column)
    ? formatMs(locale, value, isClientTime(column) ? stepUs : 0, digits)
    : formatNumber(locale, value);
}

/** Phases with an end on the client's clock; the others come from the server's, which has no coarse step. */
function isClientTime(column: CallColumn): boolean {
  return !["start", "queue", "execution", "reply"].includes(column);
}

/** Milliseconds without their unit, which stands in the head of the column. */
function formatMs(locale: Locale, us: number, stepUs: number, digits: number): string {
  if (stepUs >= 100 && us < stepUs * 5) return `< ${formatNumber(locale, (stepUs * 5) / 1_000, 1)}`;
  return formatNumber(locale, us / 1_000, digits);
}

/** `Greeter/SayHello`: the package is in the title. */
function shortMethod(method: string): string {
  const slash = method.indexOf("/");
  return method.slice(method.lastIndexOf(".", slash) + 1);
}

function CallStatus({ call, words }: { readonly call: CallRow; readonly words: Words }) {
  const { Icon, tone } = lookOf(call);
  const reason = call.isShed
    ? words.shed
    : call.isTimeout
      ? words.gaveUp
      : call.isCancelled && call.status !== 1
        ? words.cancelled
        : null;
  return (
    <span className={`inline-flex items-center gap-1 align-middle ${tone}`}>
      <Icon aria-hidden="true" className="size-3.5 shrink-0" />
      {call.status === openStatus ? words.open : call.values.status}
      {reason !== null && <span className="text-ink-soft">({reason})</span>}
      {call.isUncertain && (
        <abbr title={words.uncertainMeaning} className="text-ink-faint no-underline">
          {words.uncertain}
        </abbr>
      )}
    </span>
  );
}

function lookOf({ status, isShed, isTimeout, isCancelled }: CallRow) {
  if (status === openStatus) return { Icon: Hourglass, tone: "text-pending" };
  if (status === 0) return { Icon: Check, tone: "text-ok" };
  if (isShed) return { Icon: Gauge, tone: "text-limit" };
  return isTimeout || isCancelled
    ? { Icon: CircleDashed, tone: "text-failed" }
    : { Icon: X, tone: "text-failed" };
}

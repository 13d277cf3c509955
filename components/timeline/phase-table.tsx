"use client";

import { useText } from "#components/i18n/use-text.tsx";
import { formatNumber } from "#lib/i18n/format-text.ts";
import { missing } from "#lib/record/attempt-table.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { eachInterval, type TimelinePhase } from "#lib/timeline/attempt-intervals.ts";
import { formatMeasured } from "#lib/timeline/format-duration.ts";
import { spanMarks } from "#lib/timeline/span-columns.ts";

type Line = { readonly name: TimelinePhase | "wasted"; readonly fromUs: number; readonly toUs: number };

const serverSide: readonly string[] = ["queue", "execution", "reply", "refused", "wasted"];

/** The phases of an attempt with their begin on the client's clock and, for the server's, on its own. */
export function PhaseTable({ record, row }: { readonly record: RunRecord; readonly row: number }) {
  const { locale, text } = useText();
  const words = text.timeline.details;
  const { clock, durationUs } = record.header;
  const lines: Line[] = [];
  eachInterval(record.attempts, row, (phase, fromUs, toUs, marks) => {
    const name = (marks & spanMarks.wasted) !== 0 ? "wasted" : phase;
    lines.push({ name, fromUs, toUs: toUs === missing ? Math.max(fromUs, durationUs) : toUs });
  });
  const serverTime = (us: number) => us + (clock.offsetUs ?? 0) + (clock.driftUsPerS * us) / 1e6;
  // Stamps are places, not lengths: to a hundredth of a ms, also where a clock counts from long ago.
  const stamp = (us: number) =>
    us < 60_000_000
      ? `${formatNumber(locale, us / 1_000, 2)} ms`
      : `${formatNumber(locale, us / 1_000_000, 5)} s`;
  return (
    <div className="overflow-x-auto">
      <table className="w-full border-collapse text-xs tabular-nums">
        <thead className="text-left text-ink-faint">
          <tr className="[&>th]:border-hairline [&>th]:border-b [&>th]:py-1 [&>th]:pr-3 [&>th]:font-medium">
            <th scope="col">{words.phase}</th>
            <th scope="col" className="text-right">
              {words.duration}
            </th>
            <th scope="col" className="text-right">
              {words.clientClock}
            </th>
            <th scope="col" className="text-right">
              {words.serverClock}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ name, fromUs, toUs }, i) => (
            <tr
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one attempt keep their order.
              key={i}
              className="[&>td]:border-hairline [&>td]:border-b [&>td]:py-1 [&>td]:pr-3 [&>th]:border-hairline [&>th]:border-b [&>th]:py-1"
            >
              <th scope="row" className="text-left font-normal text-ink-soft">
                {words.phases[name]}
              </th>
              <td className="text-right font-medium">
                {formatMeasured(locale, toUs - fromUs, clock.stepUs)}
              </td>
              <td className="text-right text-ink-soft">{stamp(fromUs)}</td>
              <td className="text-right text-ink-soft">
                {serverSide.includes(name) && clock.offsetUs !== null ? stamp(serverTime(fromUs)) : "–"}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

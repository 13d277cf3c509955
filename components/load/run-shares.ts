import type { PhaseBar } from "#components/charts/phase-chart.tsx";
import type { PhaseName } from "#components/charts/phase-looks.ts";
import type { Dictionary } from "#lib/i18n/en.ts";
import { formatText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { type LittleOverTime, littleOverTime } from "#lib/statistics/little-over-time.ts";
import { meanByPhase } from "#lib/statistics/mean-by-phase.ts";
import { hasLevels, type LoadView } from "./load-view.ts";
import { planTitle } from "./plan-words.ts";
import { elapsedUs } from "./visit-run.ts";

const mostWindows = 80;
/** Of fewer calls a window shows chance; and one shorter than a call shows only its edges. */
const callsPerWindow = 12;

/** Little's law over the run, from its single calls: sent until answered, whatever became of them. */
export function littleOf({ loaded: { run, record } }: LoadView): LittleOverTime {
  const { attempts } = record;
  const calls = Array.from({ length: attempts.length }, (_, row) => ({
    startUs: attempts.sent[row] ?? 0,
    endUs: attempts.received[row] ?? 0,
  }));
  const toUs = calls.reduce((last, { endUs }) => Math.max(last, endUs), Math.max(1, elapsedUs(run)));
  const meanUs =
    calls.reduce((sum, { startUs, endUs }) => sum + endUs - startUs, 0) / Math.max(1, calls.length);
  const most = Math.min(mostWindows, calls.length / callsPerWindow, toUs / Math.max(1, meanUs));
  const windows = Math.max(1, Math.floor(most));
  return littleOverTime(calls, { fromUs: 0, toUs, windows });
}

/** The mean call of each run on view, or of each level of the one that has levels. */
export function phaseBars(views: readonly LoadView[], text: Dictionary, locale: Locale): readonly PhaseBar[] {
  const [first] = views;
  if (views.length === 1 && first !== undefined && hasLevels(first.loaded.run)) return levelBars(first, text);
  return views.flatMap((view, index) => {
    const { run, record } = view.loaded;
    const name = `${views.length > 1 ? `${index === 0 ? "A" : "B"} · ` : ""}${planTitle(run.plan, text.load, locale)}`;
    return barOf(
      name,
      record.attempts,
      okRows(view, (row) => view.counted === null || view.counted.has(row)),
    );
  });
}

function levelBars(view: LoadView, text: Dictionary): readonly PhaseBar[] {
  const { samples, record } = view.loaded;
  const levels = Math.max(-1, ...samples.level.subarray(0, samples.length)) + 1;
  return Array.from({ length: levels }, (_, level) => {
    const rows = okRows(view, (row) => samples.level[row] === level);
    return barOf(formatText(text.charts.phases.level, { level: level + 1 }), record.attempts, rows);
  }).flat();
}

function okRows({ loaded: { record } }: LoadView, isWanted: (row: number) => boolean): readonly number[] {
  const rows: number[] = [];
  for (let row = 0; row < record.attempts.length; row++)
    if (record.attempts.status[row] === 0 && isWanted(row)) rows.push(row);
  return rows;
}

/** What lies between send and reply beside queue and execution cannot be told apart: it is one part. */
function barOf(
  label: string,
  attempts: Parameters<typeof meanByPhase>[0],
  rows: readonly number[],
): readonly PhaseBar[] {
  const mean = meanByPhase(attempts, rows);
  if (mean === null) return [];
  const sums = new Map<PhaseName, number>();
  for (const { kinds, meanUs } of mean.phases) {
    const [kind = "execution"] = kinds;
    const isOwn = kinds.length === 1 && (kind === "clientWait" || kind === "queue" || kind === "execution");
    const name = isOwn ? kind : "merged";
    sums.set(name, (sums.get(name) ?? 0) + meanUs);
  }
  const parts = [...sums].map(([name, meanUs]) => ({ name, meanUs }));
  return [{ label, n: mean.n, meanUs: mean.meanUs, parts }];
}

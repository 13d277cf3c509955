import {
  LatencyStart,
  LawKind,
  LawVerdict,
  type LoadLevel,
  type Utilisation,
} from "#lib/gen/playground/v1/load_pb.ts";
import type { Dictionary } from "#lib/i18n/en.ts";
import {
  closeHanGaps,
  formatNumber,
  formatPercent,
  formatPlural,
  formatText,
} from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { formatDuration } from "#lib/timeline/format-duration.ts";
import type { LoadRecord } from "./to-load-record.ts";

/** `ok`: said in passing. `limit`: read the figures with it in mind. `failed`: do not believe them. */
export type Notice = {
  readonly tone: "ok" | "limit" | "failed";
  readonly kind:
    | "law"
    | "generator"
    | "machine"
    | "unsent"
    | "utilisation"
    | "unstable"
    | "sample"
    | "own"
    | "captured";
  readonly text: string;
};

type Words = Dictionary["load"];

/** Little's law, or that of the closed loop, for every level; levels that hold are not all named. */
export function lawNotices({ run }: LoadRecord, words: Words, locale: Locale): readonly Notice[] {
  const levels = run.load.summary?.levels ?? [];
  const told = levels.flatMap((level) => {
    const notice = lawNotice(level, words, locale);
    return notice === null ? [] : [{ level, notice }];
  });
  const failing = told.filter(({ notice }) => notice.tone === "failed");
  const named = failing.length > 0 ? failing : told.slice(-1);
  return named.map(({ level, notice }) =>
    levels.length > 1
      ? { ...notice, text: formatText(words.law.level, { level: level.index + 1, text: notice.text }) }
      : notice,
  );
}

function lawNotice({ law }: LoadLevel, words: Words, locale: Locale): Notice | null {
  if (law === undefined || law.kind === LawKind.UNSPECIFIED) return null;
  const isLittle = law.kind === LawKind.LITTLE;
  const values = {
    left: formatNumber(locale, law.left, isLittle ? 2 : 0),
    right: formatNumber(locale, law.right, 2),
    difference: `${formatNumber(locale, law.difference * 100, law.difference < 0.1 ? 2 : 0)}%`,
    law: isLittle ? "L = λ·W" : "N = X·(R + Z)",
  };
  switch (law.verdict) {
    case LawVerdict.HOLDS:
      return {
        tone: "ok",
        kind: "law",
        text: formatText(isLittle ? words.law.littleHolds : words.law.closedHolds, values),
      };
    case LawVerdict.FAILS:
      return {
        tone: "failed",
        kind: "law",
        text: formatText(isLittle ? words.law.littleFails : words.law.closedFails, values),
      };
    case LawVerdict.TOO_SHORT:
      return { tone: "limit", kind: "law", text: formatText(words.law.tooShort, values) };
    default:
      return null;
  }
}

/** The generator's lateness, the machine, what was never sent, and how busy the workers were. */
export function loadNotices(loaded: LoadRecord, words: Words, locale: Locale): readonly Notice[] {
  const { run, samples, merged } = loaded;
  const { summary } = run.load;
  const number = (value: number) => formatNumber(locale, value);
  const notices: Notice[] = [];
  const generator = summary?.generator;
  if (generator !== undefined && generator.sent > 0) {
    const lagUs =
      generator.lag?.percentiles.find(({ p }) => p === 0.99)?.valueUs ?? generator.lag?.maxUs ?? 0;
    const share = (value: number) =>
      formatText(words.generator.share, { percent: formatPercent(locale, value) });
    const machine = formatText(words.generator.machineShare, {
      percent: formatPercent(locale, generator.machineCpu),
    });
    const values = {
      late: number(generator.late),
      sent: number(generator.sent),
      limit: formatDuration(locale, generator.limitUs),
      lag: formatDuration(locale, lagUs),
      generator: share(generator.generatorCpu),
      server: share(generator.serverCpu),
      machine,
    };
    notices.push(
      generator.fellBehind
        ? { tone: "limit", kind: "generator", text: formatText(words.generator.fellBehind, values) }
        : { tone: "ok", kind: "generator", text: formatText(words.generator.onTime, values) },
    );
    const own = ownNotice(loaded, words, locale);
    if (own !== null) notices.push(own);
    if (generator.machineBusy) {
      const text = formatText(words.generator.machineBusy, { cpu: machine });
      notices.push({ tone: "limit", kind: "machine", text });
    }
  }
  if (summary?.captured === true)
    notices.push({ tone: "limit", kind: "captured", text: words.generator.captured });
  if (merged.counts.unsent > 0) {
    const text = formatText(words.generator.unsent, {
      count: number(merged.counts.unsent),
      most: number(run.plan.maxInFlight),
    });
    notices.push({ tone: "limit", kind: "unsent", text });
  }
  if (samples.seen > samples.length) {
    const text = formatText(words.choice.sample, {
      kept: number(samples.length),
      seen: number(samples.seen),
    });
    notices.push({ tone: "limit", kind: "sample", text });
  }
  const levels = summary?.levels ?? [];
  const only = levels.length === 1 ? levels[0]?.utilisation : undefined;
  if (only !== undefined) notices.push(utilisationNotice(only, words, locale));
  return notices;
}

/** A median of fewer times the generator's own share than this is largely the instrument. */
const ownShares = 5;

/** What of each latency is the generator's own; loud where that is a good part of the fastest level's median. */
function ownNotice({ run }: LoadRecord, words: Words, locale: Locale): Notice | null {
  const { started, summary } = run.load;
  const own = started?.ownUs;
  if (own === undefined) return null;
  const medians = (summary?.levels ?? []).flatMap(({ latencies }) => {
    const sent = latencies.find(({ start }) => start === LatencyStart.SEND);
    return sent === undefined || sent.n === 0 ? [] : (sent.percentiles[0]?.valueUs ?? []);
  });
  if (medians.length === 0) return null;
  const median = Math.min(...medians);
  const values = { own: formatDuration(locale, own), median: formatDuration(locale, median) };
  return median < ownShares * own
    ? { tone: "limit", kind: "own", text: formatText(words.generator.ownLarge, values) }
    : { tone: "ok", kind: "own", text: formatText(words.generator.own, values) };
}

/** How busy the workers were; at ρ ≥ 1 of an open load, that percentiles mean nothing. */
export function utilisationNotice(use: Utilisation, words: Words, locale: Locale): Notice {
  const { stability } = words;
  const slots = formatPlural(locale, stability.slots, use.workers * use.replicas);
  const rho = use.rho === undefined ? "–" : formatNumber(locale, use.rho, 2);
  if (use.unstable) {
    const growth = use.growthUsPerSecond;
    const text =
      growth === undefined || growth <= 0
        ? formatText(stability.unstableNoGrowth, { slots, rho })
        : formatText(stability.unstable, { slots, rho, growth: formatDuration(locale, growth) });
    return { tone: "failed", kind: "unstable", text: closeHanGaps(text) };
  }
  if (use.rho === undefined || use.serviceUs === undefined)
    return { tone: "ok", kind: "utilisation", text: stability.rhoUnknown };
  const text = formatText(stability.rho, {
    rho,
    rate: `${formatNumber(locale, use.arrivalsPerSecond, use.arrivalsPerSecond < 100 ? 1 : 0)} /s`,
    service: formatDuration(locale, use.serviceUs),
    slots,
  });
  return { tone: "ok", kind: "utilisation", text };
}

import type { GrowthFit } from "#lib/cost/judge-growth.ts";
import type { FitRefusal } from "#lib/fit/complexity-fit.ts";
import { agree, type Interval } from "#lib/fit/interval.ts";
import type { Dictionary } from "#lib/i18n/en.ts";
import { formatNumber, formatPercent, formatText } from "#lib/i18n/format-text.ts";
import { type Locale, languageTags } from "#lib/i18n/locales.ts";

/** Puts fits into words, in one language. */
export type VerdictSay = {
  readonly locale: Locale;
  readonly words: Dictionary["cost"];
  /** A cost in its unit: `240 µs`, `54.7 kB`. */
  readonly cost: (value: number) => string;
};

/** The verdict in a sentence or two: a class only where the data name one. */
export function verdictSentence(fit: GrowthFit, largest: number, say: VerdictSay): string {
  const { locale } = say;
  const words = say.words.verdict;
  const { verdict } = fit;
  switch (verdict.kind) {
    case "class":
      return verdict.class === "1"
        ? formatText(words.constant, { largest: formatNumber(locale, largest) })
        : formatText(words.class, { class: verdict.class });
    case "undecided":
      return sentences(locale, [
        formatText(words.undecided, {
          candidates: new Intl.ListFormat(languageTags[locale], { type: "disjunction" }).format(
            verdict.candidates,
          ),
        }),
        verdict.rangeTooSmall ? words.rangeTooSmall : "",
      ]);
    case "badFit": {
      const { pattern } = verdict;
      const why =
        pattern.kind === "otherPower"
          ? formatText(words.otherPower, { exponent: powerWords(pattern.exponent, locale) })
          : words[pattern.kind];
      return sentences(locale, [formatText(words.badFit, { nearest: verdict.nearest }), why]);
    }
    case "disputed":
      return formatText(words.disputed, verdict);
    case "rough":
      return formatText(words.rough, { percent: formatPercent(locale, verdict.error) });
    case "unsteady":
      return formatText(words.unsteady, { ratio: formatNumber(locale, verdict.ratio, 1) });
  }
}

export function refusalSentence(refusal: FitRefusal, { locale, words }: VerdictSay): string {
  return refusal.reason === "tooFewSizes"
    ? formatText(words.growth.tooFewSizes, { has: refusal.has, needs: refusal.needs })
    : formatText(words.growth.notPositive, { n: formatNumber(locale, refusal.n) });
}

/** What stands below the verdict: rival, exponent, fixed cost against the empty call, quality. */
export function fitLines(fit: GrowthFit, idle: Interval | null, say: VerdictSay): readonly string[] {
  const { locale, cost } = say;
  const words = say.words.verdict;
  const { exponent, fixedCost, slope, best, runnerUp, difference } = fit;
  const between = ({ value, lower, upper }: Interval, format: (value: number) => string) => ({
    value: format(value),
    lower: format(lower),
    upper: Number.isFinite(upper) ? format(upper) : "∞",
  });
  return [
    formatText(words.runnerUp, { class: runnerUp.class, difference: formatNumber(locale, difference, 1) }),
    exponent === null
      ? words.noExponent
      : formatText(words.exponent, {
          k: formatNumber(locale, exponent.value, 2),
          lower: formatNumber(locale, exponent.lower, 2),
          upper: formatNumber(locale, exponent.upper, 2),
        }),
    formatText(words.fixed, between(fixedCost, cost)),
    ...(idle === null
      ? []
      : [sentences(locale, [formatText(words.idle, between(idle, cost)), idleWords(fixedCost, idle, say)])]),
    ...(best.class === "1" || !Number.isFinite(fit.reach)
      ? []
      : [formatText(words.reach, { reach: formatNumber(locale, fit.reach, fit.reach < 10 ? 1 : 0) })]),
    formatText(words.quality, {
      r2: fit.logR2 === null ? "–" : formatNumber(locale, fit.logR2, 3),
      rmse: formatNumber(locale, fit.normalisedRmse, 3),
    }),
    ...("doubt" in fit && fit.doubt !== null ? [words.systematic] : []),
    ...(best.class === "1"
      ? []
      : [formatText(words.slope, { class: best.class, ...between(slope, precise(locale)) })]),
  ];
}

function idleWords(fixed: Interval, idle: Interval, { words }: VerdictSay): string {
  if (agree(fixed, idle)) return words.verdict.idleAgrees;
  return fixed.value > idle.value ? words.verdict.idleAbove : words.verdict.idleBelow;
}

/** b may be tiny: its unit is that of the cost for each unit of g. */
function precise(locale: Locale) {
  return (value: number) =>
    value === 0 ? formatNumber(locale, 0) : value.toPrecision(3).replace("e", " · 10^");
}

function powerWords({ value, lower, upper }: Interval, locale: Locale): string {
  const digits = (k: number) => formatNumber(locale, k, 2);
  return `n^${digits(value)} (${digits(lower)}–${digits(upper)})`;
}

/** Chinese sentences stand without a space between them. */
function sentences(locale: Locale, all: readonly string[]): string {
  return all.filter((each) => each !== "").join(locale === "zh" ? "" : " ");
}

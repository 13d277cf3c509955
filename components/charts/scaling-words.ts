import type { Dictionary } from "#lib/i18n/en.ts";
import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import type { ScalabilityFit, ScalabilityRefusal } from "#lib/theory/fit-scalability.ts";
import { universalScalability } from "#lib/theory/universal-scalability.ts";
import type { CsvTable, DataTable } from "./chart-frame.tsx";
import type { Say } from "./say.ts";
import type { ScalingModel } from "./scaling-model.ts";
import { formatRate } from "./sweep-words.ts";

type Words = Dictionary["charts"]["scaling"];

/** What the points say, or why they say nothing. */
export function readScaling({ fit }: ScalingModel, words: Words, say: Say): string {
  if (!fit.ok) return refusalOf(fit.problem, words, say.locale);
  const { lambda, peak, peakMeasured } = fit.value;
  return say.sentences([
    formatText(words.fitted, {
      lambda: formatRate(say.locale, lambda),
      alpha: bounded(fit.value.alpha, fit.value.intervals.alpha, say.locale),
      beta: bounded(fit.value.beta, fit.value.intervals.beta, say.locale),
    }),
    peak === null
      ? words.noPeak
      : formatText(peakMeasured ? words.peak : words.peakBeyond, { n: formatNumber(say.locale, peak, 0) }),
  ]);
}

function refusalOf(refusal: ScalabilityRefusal, words: Words, locale: Locale): string {
  switch (refusal.reason) {
    case "tooFewPoints":
      return formatText(words.tooFewPoints, { has: refusal.has, needs: refusal.needs });
    case "rangeTooSmall":
      return formatText(words.rangeTooSmall, { largest: refusal.largest, needs: refusal.needs });
    case "notPositive":
      return formatText(words.notPositive, { n: formatNumber(locale, refusal.n) });
  }
}

/** `0.05 (0.03–0.08)`: as many digits as tell it from nothing. */
function bounded(
  value: number,
  { lower, upper }: { readonly lower: number; readonly upper: number },
  locale: Locale,
): string {
  const digits = (each: number) =>
    formatNumber(locale, each, each === 0 ? 0 : Math.max(0, Math.min(6, 1 - Math.floor(Math.log10(each)))));
  return `${digits(value)} (${digits(lower)}–${digits(upper)})`;
}

export function tableOfScaling({ points, fit }: ScalingModel, words: Words, say: Say): DataTable {
  return {
    head: ["N", words.measured, words.columnFitted, words.columnResidual],
    rows: points.map(({ n, throughput }) => {
      const fitted = fittedAt(fit.ok ? fit.value : null, n);
      return [
        formatNumber(say.locale, n),
        formatRate(say.locale, throughput),
        fitted === null ? "–" : formatRate(say.locale, fitted),
        fitted === null ? "–" : `${formatNumber(say.locale, (throughput / fitted - 1) * 100, 1)}%`,
      ];
    }),
  };
}

export function csvOfScaling({ points, fit }: ScalingModel): CsvTable {
  return {
    head: ["n", "throughput_per_s", "fitted_per_s"],
    rows: points.map(({ n, throughput }) => [n, throughput, fittedAt(fit.ok ? fit.value : null, n)]),
  };
}

function fittedAt(fit: ScalabilityFit | null, n: number): number | null {
  return fit === null ? null : universalScalability(fit, n);
}

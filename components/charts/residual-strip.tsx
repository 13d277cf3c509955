import { formatSignedPercent } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { latencyAxisWidth } from "./axes.ts";

type ResidualStripProps = {
  readonly locale: Locale;
  readonly label: string;
  readonly sizes: readonly number[];
  /** ln(measured / fitted), in order of the sizes. */
  readonly residuals: readonly number[];
  readonly range: readonly [number, number];
};

const height = 56;
const least = 0.05;

/** What a curve leaves over, below its chart on the same axis. */
export function ResidualStrip({ locale, label, sizes, residuals, range: [from, to] }: ResidualStripProps) {
  const most = Math.max(least, ...residuals.map(Math.abs));
  const place = (n: number) => `${(100 * Math.log(n / from)) / Math.log(to / from)}%`;
  const level = (residual: number) => height / 2 - (residual / most) * (height / 2 - 6);
  const said = sizes.map(
    (n, index) => `n = ${n}: ${formatSignedPercent(locale, Math.expm1(residuals[index] ?? 0))}`,
  );
  return (
    <div className="grid gap-0.5" data-residuals={residuals.length}>
      <div className="flex text-ink-soft text-xs" style={{ height }}>
        <div
          className="flex shrink-0 flex-col justify-between pr-1.5 text-right tabular-nums"
          style={{ width: latencyAxisWidth }}
          aria-hidden="true"
        >
          <span>{formatSignedPercent(locale, Math.expm1(most))}</span>
          <span>{formatSignedPercent(locale, Math.expm1(-most))}</span>
        </div>
        <svg
          role="img"
          aria-label={`${label} ${said.join("; ")}`}
          className="mr-3 w-0 min-w-0 flex-1 overflow-visible border-hairline border-y"
          height={height}
        >
          <line x1="0" x2="100%" y1={height / 2} y2={height / 2} stroke="var(--hairline-strong)" />
          {sizes.map((n, index) => (
            <circle key={n} cx={place(n)} cy={level(residuals[index] ?? 0)} r={3} fill="var(--series-a)" />
          ))}
        </svg>
      </div>
      <p className="text-ink-soft text-xs">{label}</p>
    </div>
  );
}

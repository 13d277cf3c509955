import type { ClassFit } from "#lib/fit/class-fits.ts";
import { growthOf } from "#lib/fit/complexity-class.ts";
import type { SizeSummary } from "#lib/fit/summarise-sizes.ts";
import { usePlot } from "./use-plot.ts";

type GrowthMarksProps = {
  readonly points: readonly SizeSummary[];
  readonly best: ClassFit | null;
  readonly runnerUp: ClassFit | null;
  /** a of the best class; null: none is drawn. */
  readonly fixed: number | null;
  readonly fixedName: string;
};

/** What a class says about a size. */
export function fittedCost({ a, b, class: name }: ClassFit, n: number): number {
  return a + b * growthOf[name](n);
}

/** Medians, minima, two curves and the fixed cost. */
export function GrowthMarks({ points, best, runnerUp, fixed, fixedName }: GrowthMarksProps) {
  const plot = usePlot();
  if (plot === null) return null;
  const { x, y, yInside: inside } = plot;
  const [from, to] = [points[0]?.n ?? 1, points.at(-1)?.n ?? 1];
  const curve = (fit: ClassFit) =>
    Array.from({ length: 81 }, (_, step) => {
      const n = from * (to / from) ** (step / 80);
      return `${step === 0 ? "M" : "L"}${x(n)} ${inside(fittedCost(fit, n))}`;
    }).join("");
  const fixedAt = fixed === null || fixed <= 0 ? null : y(fixed);
  return (
    <g fill="none">
      {fixedAt !== null && fixedAt >= plot.top && fixedAt <= plot.bottom && (
        <g data-rule="fixed">
          <path
            d={`M${plot.left} ${fixedAt}H${plot.right}`}
            stroke="var(--ink-faint)"
            strokeDasharray="1.5 3"
            strokeWidth={1.25}
          />
          <text x={plot.right - 4} y={fixedAt - 4} textAnchor="end" fontSize={11} fill="var(--ink-soft)">
            {fixedName}
          </text>
        </g>
      )}
      {runnerUp !== null && (
        <path
          d={curve(runnerUp)}
          stroke="var(--series-b)"
          strokeWidth={1.5}
          strokeDasharray="5 3"
          data-curve="runnerUp"
        />
      )}
      {best !== null && <path d={curve(best)} stroke="var(--series-a)" strokeWidth={2} data-curve="best" />}
      {points.map(({ n, median, minimum }) => {
        const [at, middle, low] = [x(n), inside(median), inside(Math.max(minimum, 1e-9))];
        return (
          <g key={n} stroke="var(--ink)" data-size={n}>
            <path d={`M${at} ${middle}V${low}M${at - 3} ${low}h6`} strokeOpacity={0.55} />
            <circle cx={at} cy={middle} r={3.25} fill="var(--ink)" stroke="none" />
          </g>
        );
      })}
    </g>
  );
}

import type { WirePoint, WireSeries } from "#lib/cost/judge-wire.ts";
import { usePlot } from "./use-plot.ts";
import { lookOf } from "./wire-looks.ts";

type WireMarksProps = {
  readonly series: readonly WireSeries[];
  readonly xOf: (point: WirePoint) => number;
  readonly yOf: (point: WirePoint) => number;
  /** The fitted line is drawn; else the points are joined. */
  readonly hasLines: boolean;
};

/** A line for each way, and what was measured on it. */
export function WireMarks({ series, xOf, yOf, hasLines }: WireMarksProps) {
  const plot = usePlot();
  if (plot === null) return null;
  const { x, yInside: inside } = plot;
  return series.map((each) => {
    const { colour, dash, hollow } = lookOf(each);
    const { fit, points } = each;
    const [first, last] = [xOf(points[0] as WirePoint), xOf(points.at(-1) as WirePoint)];
    const drawn =
      hasLines && fit.ok
        ? Array.from({ length: 61 }, (_, step) => {
            const at = first * (last / first) ** (step / 60);
            return [at, fit.value.fixedUs.value + fit.value.usPerByte.value * at] as const;
          })
        : points.map((point) => [xOf(point), yOf(point)] as const);
    return (
      <g key={each.id} fill="none" stroke={colour} data-wire={each.id}>
        <path
          d={drawn.map(([at, value], step) => `${step === 0 ? "M" : "L"}${x(at)} ${inside(value)}`).join("")}
          strokeWidth={1.75}
          strokeDasharray={dash}
        />
        {points.map((point) => (
          <circle
            key={point.n}
            cx={x(xOf(point))}
            cy={inside(yOf(point))}
            r={3}
            fill={hollow ? "var(--surface)" : colour}
          />
        ))}
      </g>
    );
  });
}

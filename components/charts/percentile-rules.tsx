import { usePlotArea, useXAxisScale } from "recharts";
import type { Percentile } from "#lib/statistics/percentiles.ts";
import type { RunLatency } from "./latency-model.ts";
import type { Say } from "./say.ts";
import { seriesStyles } from "./series-style.ts";

/** Height of the strip above the plot that one run's rules take. */
export const ruleRow = 18;

type PercentileRulesProps = {
  readonly run: RunLatency;
  /** Which strip above the plot, counted from it. */
  readonly row: number;
  /** Two runs are on view: each rule says whose it is. */
  readonly isNamed: boolean;
  readonly say: Say;
};

/** p50, p95 and p99 of a run as lines through the histogram, each with a bar as wide as its 95 % interval. */
export function PercentileRules({ run, row, isNamed, say }: PercentileRulesProps) {
  const x = useXAxisScale();
  const plot = usePlotArea();
  if (x === undefined || plot === undefined || run.distribution === null) return null;
  const { colour, dash } = seriesStyles[run.key];
  const top = plot.y - ruleRow * (row + 1) + 13;
  const [left, right] = [plot.x, plot.x + plot.width];
  const place = (us: number | null, open: number) =>
    us === null ? open : Math.min(right, Math.max(left, x(us) ?? open));
  const rules = run.distribution.percentiles.map((percentile) => ({
    percentile,
    at: x(percentile.value) ?? 0,
    name: `${isNamed ? `${say.name(run)} ` : ""}${say.percentile(percentile.p)}`,
  }));
  const labels = placeLabels(rules, right);
  return (
    <g data-rules={run.key} stroke={colour}>
      {rules.map(({ percentile: { p, enough, lower, upper }, at, name }) => {
        const label = labels.get(p);
        return (
          <g key={p} opacity={enough ? 1 : 0.45} data-enough={enough}>
            <path
              d={`M${at} ${top}V${plot.y + plot.height}`}
              strokeWidth={enough ? 1.25 : 1}
              strokeDasharray={enough ? dash : "1 3"}
            />
            {enough && (
              <path
                d={`M${place(lower, left)} ${top - 2}v4m0-2H${place(upper, right)}m0-2v4`}
                strokeWidth={1.5}
                fill="none"
                data-whisker={p}
              />
            )}
            {label !== undefined && (
              <text {...label} y={top - 5} stroke="none" fill="var(--ink)" fontSize={10}>
                {name}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}

type Rule = { readonly percentile: Percentile; readonly at: number; readonly name: string };
type Label = { readonly x: number; readonly textAnchor: "start" | "end" };

/**
 * Beside each line, to the left where the plot ends. Reliable ones choose first; a label that would run into another is
 * left out, its line stays.
 */
function placeLabels(rules: readonly Rule[], right: number): ReadonlyMap<number, Label> {
  const taken: (readonly [number, number])[] = [];
  const labels = new Map<number, Label>();
  const inOrder = [...rules].sort((a, b) => Number(b.percentile.enough) - Number(a.percentile.enough));
  for (const { percentile, at, name } of inOrder) {
    const width = name.length * 6 + 4;
    const isLeft = at + width > right;
    const box = isLeft ? ([at - width, at] as const) : ([at, at + width] as const);
    if (taken.some(([from, to]) => box[0] < to && from < box[1])) continue;
    taken.push(box);
    labels.set(percentile.p, { x: isLeft ? at - 3 : at + 3, textAnchor: isLeft ? "end" : "start" });
  }
  return labels;
}

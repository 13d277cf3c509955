import { useXAxisScale, useYAxisScale } from "recharts";
import type { RunLatency } from "./latency-model.ts";
import { seriesStyles } from "./series-style.ts";

const slowest = 20;

/** Marks of the slowest calls on the floor of the plot: bars a pixel high are easily overlooked. */
export function SlowestRug({ run: { key, sorted } }: { readonly run: Pick<RunLatency, "key" | "sorted"> }) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  if (x === undefined || y === undefined) return null;
  const floor = (y(0) ?? 0) - 5;
  const d = [...sorted.slice(-slowest)].map((us) => `M${(x(us) ?? 0).toFixed(1)} ${floor}v5`).join("");
  return <path d={d} stroke={seriesStyles[key].colour} strokeWidth={1.25} data-rug={key} />;
}

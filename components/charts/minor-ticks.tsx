import { usePlotArea, useXAxisScale, useYAxisScale } from "recharts";
import { minorLogTicks } from "#lib/statistics/log-ticks.ts";

type MinorTicksProps = { readonly axis: "x" | "y"; readonly range: readonly [number, number] };

/** The small marks by which a logarithmic axis is told from an even one. */
export function MinorTicks({ axis, range: [from, to] }: MinorTicksProps) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  const plot = usePlotArea();
  if (plot === undefined) return null;
  const path = minorLogTicks(from, to)
    .map((us) =>
      axis === "x" ? `M${x?.(us) ?? 0} ${plot.y + plot.height}v3` : `M${plot.x} ${y?.(us) ?? 0}h-3`,
    )
    .join("");
  return <path d={path} stroke="var(--hairline-strong)" data-minor-ticks={axis} />;
}

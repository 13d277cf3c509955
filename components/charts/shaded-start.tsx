import { usePlotArea, useXAxisScale } from "recharts";

/** The stretch at the beginning that the figures leave out. */
export function ShadedStart({ untilUs }: { readonly untilUs: number }) {
  const x = useXAxisScale();
  const plot = usePlotArea();
  if (x === undefined || plot === undefined || untilUs <= 0) return null;
  const right = Math.min(plot.x + plot.width, x(untilUs) ?? plot.x);
  return (
    <g data-warm-up={Math.round(untilUs)}>
      <rect
        x={plot.x}
        y={plot.y}
        width={Math.max(0, right - plot.x)}
        height={plot.height}
        fill="var(--ink)"
        fillOpacity={0.06}
      />
      <path
        d={`M${right} ${plot.y}v${plot.height}`}
        stroke="var(--ink-faint)"
        strokeDasharray="2 3"
        fill="none"
      />
    </g>
  );
}

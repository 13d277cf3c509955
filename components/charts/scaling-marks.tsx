import { usePlotArea, useXAxisScale, useYAxisScale } from "recharts";
import { amdahl } from "#lib/theory/amdahl.ts";
import type { ScalabilityFit } from "#lib/theory/fit-scalability.ts";
import { universalScalability } from "#lib/theory/universal-scalability.ts";
import type { ScalingModel } from "./scaling-model.ts";

type ScalingMarksProps = { readonly model: ScalingModel; readonly peakName: string };

const steps = 80;

/** Measured points, the fitted law, Amdahl's law beside it, and the peak where it was measured. */
export function ScalingMarks({ model: { points, fit }, peakName }: ScalingMarksProps) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  const plot = usePlotArea();
  if (x === undefined || y === undefined || plot === undefined) return null;
  const [from, to] = [points[0]?.n ?? 1, points.at(-1)?.n ?? 1];
  const law = fit.ok ? fit.value : null;
  const curve = (of: (n: number) => number) =>
    Array.from({ length: steps + 1 }, (_, step) => {
      const n = from * (to / from) ** (step / steps);
      return `${step === 0 ? "M" : "L"}${x(n) ?? 0} ${Math.max(plot.y, y(of(n)) ?? plot.y)}`;
    }).join("");
  return (
    <g fill="none">
      {law !== null && (
        <>
          <path
            d={curve((n) => amdahl(law, n))}
            stroke="var(--series-b)"
            strokeWidth={1.5}
            strokeDasharray="5 3"
            data-curve="amdahl"
          />
          <path
            d={curve((n) => universalScalability(law, n))}
            stroke="var(--series-a)"
            strokeWidth={2}
            data-curve="usl"
          />
          <PeakRule law={law} name={peakName} />
        </>
      )}
      {points.map(({ n, throughput }, index) => (
        <circle
          // biome-ignore lint/suspicious/noArrayIndexKey: two levels may have the same N, and levels never move
          key={index}
          cx={x(n) ?? 0}
          cy={y(throughput) ?? 0}
          r={3.5}
          fill="var(--ink)"
          data-scaling-point={n}
        />
      ))}
    </g>
  );
}

function PeakRule({ law, name }: { readonly law: ScalabilityFit; readonly name: string }) {
  const x = useXAxisScale();
  const plot = usePlotArea();
  if (x === undefined || plot === undefined || law.peak === null || !law.peakMeasured) return null;
  const at = x(law.peak) ?? 0;
  const isRight = at > plot.x + plot.width / 2;
  return (
    <g data-rule="peak">
      <path
        d={`M${at} ${plot.y}v${plot.height}`}
        stroke="var(--ink-faint)"
        strokeDasharray="2 3"
        strokeWidth={1.25}
      />
      <text
        x={at + (isRight ? -5 : 5)}
        y={plot.y + 12}
        textAnchor={isRight ? "end" : "start"}
        fontSize={11}
        fill="var(--ink-soft)"
      >
        {name}
      </text>
    </g>
  );
}

import { useXAxisScale, useYAxisScale } from "recharts";
import { type ApartOutcome, apartOutcomes } from "./apart-outcomes.ts";
import type { HistogramPlace } from "./histogram-places.ts";
import { type SeriesKey, seriesStyles } from "./series-style.ts";

type BarsProps = { readonly series: SeriesKey; readonly places: readonly HistogramPlace[] };

/** Bars between their two edges: wide ones for wide buckets. The selected part is filled. */
export function HistogramBars({ series, places }: BarsProps) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  if (x === undefined || y === undefined) return null;
  const { colour, dash, fillOpacity } = seriesStyles[series];
  const floor = y(0) ?? 0;
  const bar = (place: HistogramPlace, count: number) => {
    const left = x(place.left) ?? 0;
    const top = y(count) ?? 0;
    return {
      x: left,
      y: top,
      width: Math.max(1, (x(place.right) ?? 0) - left),
      height: Math.max(0, floor - top),
    };
  };
  return (
    <g data-series={series} fill={colour} stroke={colour}>
      {places.map((place) => {
        const count = place.counts[series] ?? 0;
        const picked = place.picked[series] ?? 0;
        if (count === 0) return null;
        return (
          <g key={place.left}>
            <rect
              {...bar(place, count)}
              fillOpacity={fillOpacity}
              strokeDasharray={dash}
              data-gutter={place.isGutter || undefined}
            />
            {picked > 0 && (
              <rect {...bar(place, picked)} fillOpacity={0.6} stroke="none" data-picked={picked} />
            )}
          </g>
        );
      })}
    </g>
  );
}

const apartFill = {
  failed: { fill: "var(--failed)", fillOpacity: 0.55 },
  timeout: { fill: "url(#apart-timeout)", fillOpacity: 1 },
  cancelled: { fill: "url(#apart-cancelled)", fillOpacity: 1 },
} as const satisfies Record<ApartOutcome, { fill: string; fillOpacity: number }>;

/** Calls that did not succeed hang below the line: never mixed with the others, told apart by pattern. */
export function ApartBars({ series, places, hidden }: BarsProps & { readonly hidden: ReadonlySet<string> }) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  if (x === undefined || y === undefined) return null;
  return (
    <g data-apart={series} stroke="var(--failed)" strokeDasharray={seriesStyles[series].dash}>
      {places.map((place) => {
        const left = x(place.left) ?? 0;
        const width = Math.max(1, (x(place.right) ?? 0) - left);
        let below = 0;
        return apartOutcomes.map((outcome) => {
          const count = hidden.has(outcome) ? 0 : (place.apart[series]?.[outcome] ?? 0);
          if (count === 0) return null;
          const top = y(-below) ?? 0;
          below += count;
          const height = Math.max(0, (y(-below) ?? 0) - top);
          const box = { x: left, y: top, width, height };
          return (
            <rect key={`${place.left}/${outcome}`} {...box} {...apartFill[outcome]} data-outcome={outcome} />
          );
        });
      })}
    </g>
  );
}

/** Patterns for outcomes, so that no two differ by colour alone. */
export function ApartPatterns() {
  return (
    <defs>
      <pattern
        id="apart-timeout"
        width="5"
        height="5"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <path d="M0 0v5" stroke="var(--failed)" strokeWidth="2.5" />
      </pattern>
      <pattern id="apart-cancelled" width="4" height="4" patternUnits="userSpaceOnUse">
        <circle cx="1.5" cy="1.5" r="0.9" fill="var(--failed)" />
      </pattern>
    </defs>
  );
}

import { type SeriesKey, seriesStyles } from "./series-style.ts";

/** The run's line and mark as the charts draw them. */
export function Swatch({ series: key }: { readonly series: SeriesKey }) {
  const { colour, dash } = seriesStyles[key];
  return (
    <svg aria-hidden="true" width="28" height="12" className="shrink-0">
      <path d="M0 6h28" stroke={colour} strokeWidth="2" strokeDasharray={dash} />
      {key === "a" ? (
        <circle cx="14" cy="6" r="3.5" fill={colour} />
      ) : (
        <path
          d="M14 1.5l4.5 4.5l-4.5 4.5l-4.5-4.5z"
          fill="var(--surface)"
          stroke={colour}
          strokeWidth="1.5"
        />
      )}
    </svg>
  );
}

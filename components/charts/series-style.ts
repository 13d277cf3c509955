import type { CSSProperties } from "react";
import type { ApartOutcome } from "./apart-outcomes.ts";

/** The two runs of a view. They differ by colour and by line, so that neither is needed to tell them apart. */
export type SeriesKey = "a" | "b";

/** The colours of both runs, for the element around all charts; the charts name them as `var(--series-a)`. */
export const seriesColours = { "--series-a": "var(--accent)", "--series-b": "var(--limit)" } as CSSProperties;

type SeriesStyle = {
  readonly colour: string;
  readonly dash: string | undefined;
  readonly fillOpacity: number;
};

export const seriesStyles = {
  a: { colour: "var(--series-a)", dash: undefined, fillOpacity: 0.24 },
  b: { colour: "var(--series-b)", dash: "5 3", fillOpacity: 0.08 },
} as const satisfies Record<SeriesKey, SeriesStyle>;

/** What a visitor can hide: a run, what did not succeed, the curve from the actual send. */
export type LegendKey = SeriesKey | ApartOutcome | "sent";

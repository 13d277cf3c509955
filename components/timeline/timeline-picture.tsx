import { timeline as en } from "#lib/i18n/en/timeline.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { timeline as zh } from "#lib/i18n/zh/timeline.ts";
import { layoutLanes } from "#lib/timeline/layout-lanes.ts";
import { placeLanes } from "#lib/timeline/place-lanes.ts";
import { fitScale } from "#lib/timeline/time-scale.ts";
import { timelineSvg } from "./drawing/timeline-svg.ts";
import { DrawnSvg } from "./drawn-svg.tsx";
import { headlineText } from "./headline-text.ts";
import type { TimelineRun } from "./timeline-run.ts";

const texts = { en, zh } as const;

type TimelinePictureProps = {
  readonly runs: readonly TimelineRun[];
  readonly locale: Locale;
  /** Width of the drawing in its own px; it scales down with its container. Below 480 the lanes collapse. */
  readonly width: number;
  readonly className?: string;
};

/**
 * The timeline as SVG from the server: the same layout, no script, right in both themes. For the landing page, for
 * print and for readers without scripts; meant for runs below 400 spans.
 */
export function TimelinePicture({ runs, locale, width, className }: TimelinePictureProps) {
  const text = texts[locale];
  const layouts = runs.map(({ record }) => layoutLanes(record));
  const plot = placeLanes(layouts, width);
  const longestUs = Math.max(1, ...layouts.map(({ makespanUs }) => makespanUs));
  const scale = fitScale(
    { fromUs: 0, toUs: longestUs },
    plot.gutterPx,
    width - plot.gutterPx - plot.marginPx,
  );
  const words = { locale, text, labels: runs.map(({ label }) => label) };
  const prefix = `tl-${width}-${runs.map(({ record }) => record.header.id.replaceAll(/\W/g, "")).join("-")}`;
  const svg = timelineSvg(
    plot,
    scale,
    layouts.map(({ endUs }) => endUs),
    words,
    prefix,
  );
  return (
    <DrawnSvg
      marks={svg}
      role="img"
      aria-label={headlineText(runs, locale, text).spoken}
      viewBox={`0 0 ${width} ${plot.heightPx + 4}`}
      className={className}
      style={{ maxWidth: "100%", height: "auto", fontVariantNumeric: "tabular-nums" }}
    />
  );
}

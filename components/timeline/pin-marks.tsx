"use client";

import { Fragment, useContext } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { formatNumber } from "#lib/i18n/format-text.ts";
import type { Plot } from "#lib/timeline/plot.ts";
import { type TimeScale, toPixel } from "#lib/timeline/time-scale.ts";
import { placeOfRow, spanAt } from "#lib/timeline/walk-spans.ts";
import { FocusRing } from "./focus-ring.tsx";
import { NoteNumber } from "./notes-panel.tsx";
import { TimelinePins } from "./timeline-pins.ts";

type PinMarksProps = { readonly plot: Plot; readonly scale: TimeScale; readonly nowUs: readonly number[] };

/** Numbers upon the spans that the text beside the timeline speaks of. Their words stand there. */
export function PinMarks({ plot, scale, nowUs }: PinMarksProps) {
  const { locale } = useText();
  const pinsOf = useContext(TimelinePins);
  const right = scale.leftPx + scale.widthPx;
  return plot.panels.flatMap((panel, index) =>
    pinsOf(panel.layout.record).map(({ row, number, isPointed }) => {
      const place = placeOfRow(plot, index, row);
      const span = place === null ? null : spanAt(plot, place, nowUs[index] ?? 0);
      if (place === null || span === null) return null;
      const x = toPixel(scale, span.startUs - panel.layout.originUs);
      if (x < scale.leftPx - 8 || x > right) return null;
      const { placed } = span;
      const line = placed.form === "bars" ? span.line * placed.pitchPx : 0;
      return (
        <Fragment key={`${panel.run}-${number}`}>
          {isPointed && <FocusRing plot={plot} scale={scale} nowUs={nowUs} place={place} isCovered={false} />}
          <span
            aria-hidden="true"
            data-timeline-pin={number}
            className="pointer-events-none absolute flex -translate-x-1/2 -translate-y-3/4 [&>*]:ring-2 [&>*]:ring-timeline-paper"
            style={{ left: x, top: placed.yPx + line }}
          >
            <NoteNumber number={formatNumber(locale, number)} />
          </span>
        </Fragment>
      );
    }),
  );
}

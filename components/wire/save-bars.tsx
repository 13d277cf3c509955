"use client";

import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import { type Picture, toPicture } from "#components/charts/save-chart.ts";
import { SaveMenu } from "#components/charts/save-menu.tsx";
import { BarsPicture, type PictureBar } from "./bars-picture.tsx";

type SaveBarsProps = {
  readonly title: string;
  /** What the bars say; empty: nothing is said. */
  readonly reading: string;
  /** Without an ending. */
  readonly fileName: string;
  readonly bars: readonly PictureBar[];
  readonly csv: () => string;
};

/** Bars of bytes as a file: their figures, or a drawing of them, which is made only then. */
export function SaveBars({ title, reading, fileName, bars, csv }: SaveBarsProps) {
  const [isDrawn, setDrawn] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const picture = (): Picture | null => {
    flushSync(() => setDrawn(true));
    const drawing = frame.current?.querySelector("svg");
    const lines = [title, reading].filter((line) => line !== "");
    const made = drawing == null ? null : toPicture(drawing, lines);
    setDrawn(false);
    return made;
  };
  return (
    <>
      <SaveMenu title={title} fileName={fileName} picture={picture} csv={csv} />
      {isDrawn && (
        // Out of sight, and not away: only what is laid out has colours to be written into a file.
        <div ref={frame} aria-hidden="true" className="fixed top-0 left-[-2000px]">
          <BarsPicture bars={bars} />
        </div>
      )}
    </>
  );
}

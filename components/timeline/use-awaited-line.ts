"use client";

import { useEffect, useMemo, useRef } from "react";
import { type AwaitedLine, createAwaitedLine } from "#lib/timeline/awaited-line.ts";
import type { RunLayout } from "#lib/timeline/lane.ts";

/** A line of client.ts and the panel whose run made the call. */
export type PanelLine = { readonly line: number; readonly panel: number };

export type LineListener = (lines: readonly PanelLine[]) => void;

const none: readonly PanelLine[] = [];

/** Of an attempt that is looked at, or of the calls awaited at the playhead: one a panel at most, in their order. */
export function useAwaitedLines(
  layouts: readonly RunLayout[],
  lookedAt: { readonly run: number; readonly row: number } | null,
  playheadUs: number | null,
): readonly PanelLine[] {
  // Only who plays back pays for the search's steps.
  const awaited = useRef(new WeakMap<RunLayout, AwaitedLine>());
  return useMemo(() => {
    if (lookedAt !== null) {
      const line = layouts[lookedAt.run]?.record.details.get(lookedAt.row)?.line;
      return line === undefined ? none : [{ line, panel: lookedAt.run }];
    }
    if (playheadUs === null) return none;
    return layouts.flatMap((layout, panel) => {
      const find = awaited.current.get(layout) ?? createAwaitedLine(layout.record);
      awaited.current.set(layout, find);
      const line = find(Math.floor(playheadUs + layout.originUs));
      return line === null ? [] : [{ line, panel }];
    });
  }, [layouts, lookedAt, playheadUs]);
}

/** Tells the listener every change, once, and that there is none at the end. */
export function useLineReport(lines: readonly PanelLine[], listener: LineListener | undefined): void {
  const latest = useRef({ lines, listener });
  useEffect(() => {
    latest.current = { lines, listener };
  });
  const key = lines.map(({ line, panel }) => `${panel}:${line}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same lines in a new list are no news
  useEffect(() => latest.current.listener?.(latest.current.lines), [key]);
  useEffect(() => () => latest.current.listener?.(none), []);
}

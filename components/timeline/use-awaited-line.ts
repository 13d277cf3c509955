"use client";

import { useEffect, useMemo, useRef } from "react";
import { type AwaitedLine, createAwaitedLine } from "#lib/timeline/awaited-line.ts";
import type { RunLayout } from "#lib/timeline/lane.ts";

/** A line of client.ts and the panel whose run made the call. */
export type PanelLine = { readonly line: number; readonly panel: number };

export type LineListener = (line: PanelLine | null) => void;

/** Of an attempt that is looked at, or of the call awaited at the playhead, in the last panel that awaits one. */
export function useAwaitedLine(
  layouts: readonly RunLayout[],
  lookedAt: { readonly run: number; readonly row: number } | null,
  playheadUs: number | null,
): PanelLine | null {
  // Only who plays back pays for the search's steps.
  const awaited = useRef(new WeakMap<RunLayout, AwaitedLine>());
  return useMemo(() => {
    if (lookedAt !== null) {
      const line = layouts[lookedAt.run]?.record.details.get(lookedAt.row)?.line;
      return line === undefined ? null : { line, panel: lookedAt.run };
    }
    if (playheadUs === null) return null;
    for (const [panel, layout] of [...layouts.entries()].reverse()) {
      const find = awaited.current.get(layout) ?? createAwaitedLine(layout.record);
      awaited.current.set(layout, find);
      const line = find(Math.floor(playheadUs + layout.originUs));
      if (line !== null) return { line, panel };
    }
    return null;
  }, [layouts, lookedAt, playheadUs]);
}

/** Tells the listener every change, once, and null at the end. */
export function useLineReport(line: PanelLine | null, listener: LineListener | undefined): void {
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  const [number, panel] = [line?.line ?? null, line?.panel ?? 0];
  useEffect(() => {
    latest.current?.(number === null ? null : { line: number, panel });
  }, [number, panel]);
  useEffect(() => () => latest.current?.(null), []);
}

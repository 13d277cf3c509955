"use client";

import { useCallback, useMemo, useRef, useState } from "react";
import type { AttemptRange } from "#lib/timeline/attempt-range.ts";
import type { Region } from "#lib/timeline/region-statistics.ts";

export type RegionControl = {
  /** µs since the first intended start, the same in every panel. */
  readonly region: Region | null;
  /** The pointer still draws it. */
  readonly isOpen: boolean;
  /** Calls are picked, here or in another view. */
  readonly isPicked: boolean;
  /** Between two moments in any order. */
  draw(us: number, otherUs: number, isOpen: boolean): void;
  /** The first span is the selection; the second one ends it, wherever it lies. */
  mark(span: Region): void;
  clear(): void;
};

/** The selected stretch of time, drawn by the pointer or marked span by span; the caller holds it once it is drawn. */
export function useRegion(
  range: AttemptRange | null,
  onRange: (range: AttemptRange | null) => void,
): RegionControl {
  const [drawn, setDrawn] = useState<Region | null>(null);
  const anchor = useRef<Region | null>(null);
  const tell = useCallback(
    (region: Region) => {
      setDrawn(null);
      onRange({ kind: "underWay", ...region });
    },
    [onRange],
  );
  const draw = useCallback(
    (us: number, otherUs: number, isOpen: boolean) => {
      anchor.current = null;
      const region = { fromUs: Math.min(us, otherUs), toUs: Math.max(us, otherUs) };
      if (isOpen) setDrawn(region);
      else tell(region);
    },
    [tell],
  );
  const mark = useCallback(
    (span: Region) => {
      const { current } = anchor;
      anchor.current = current === null ? span : null;
      const fromUs = Math.min(span.fromUs, current?.fromUs ?? span.fromUs);
      tell({ fromUs, toUs: Math.max(span.toUs, current?.toUs ?? span.toUs) });
    },
    [tell],
  );
  const clear = useCallback(() => {
    anchor.current = null;
    setDrawn(null);
    onRange(null);
  }, [onRange]);
  const held = range?.kind === "underWay" ? range : null;
  return useMemo(
    () => ({
      region: drawn ?? held,
      isOpen: drawn !== null,
      isPicked: range !== null || drawn !== null,
      draw,
      mark,
      clear,
    }),
    [drawn, held, range, draw, mark, clear],
  );
}

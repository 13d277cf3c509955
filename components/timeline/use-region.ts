"use client";

import { useCallback, useMemo, useRef, useState } from "react";
import type { Region } from "#lib/timeline/region-statistics.ts";

export type RegionControl = {
  /** µs since the first intended start, the same in every panel. */
  readonly region: Region | null;
  /** The pointer still draws it. */
  readonly isOpen: boolean;
  /** Between two moments in any order. */
  draw(us: number, otherUs: number, isOpen: boolean): void;
  /** The first span is the selection; the second one ends it, wherever it lies. */
  mark(span: Region): void;
  clear(): void;
};

/** The selected stretch of time, drawn by the pointer or marked span by span. */
export function useRegion(): RegionControl {
  const [state, setState] = useState<{ region: Region; isOpen: boolean } | null>(null);
  const anchor = useRef<Region | null>(null);
  const draw = useCallback((us: number, otherUs: number, isOpen: boolean) => {
    anchor.current = null;
    setState({ region: { fromUs: Math.min(us, otherUs), toUs: Math.max(us, otherUs) }, isOpen });
  }, []);
  const mark = useCallback((span: Region) => {
    const { current } = anchor;
    anchor.current = current === null ? span : null;
    const fromUs = Math.min(span.fromUs, current?.fromUs ?? span.fromUs);
    setState({ region: { fromUs, toUs: Math.max(span.toUs, current?.toUs ?? span.toUs) }, isOpen: false });
  }, []);
  const clear = useCallback(() => {
    anchor.current = null;
    setState(null);
  }, []);
  return useMemo(
    () => ({ region: state?.region ?? null, isOpen: state?.isOpen ?? false, draw, mark, clear }),
    [state, draw, mark, clear],
  );
}

import { type KeyboardEvent, useRef } from "react";
import { type Dot, type PlotRegion, regionBetween } from "./dots.ts";

type DotKeys = {
  readonly dots: readonly Dot[];
  /** Index of the call that is looked at. */
  readonly index: number | null;
  readonly hasRegion: boolean;
  readonly look: (index: number) => void;
  readonly onOpen: (dot: Dot) => void;
  readonly onRegion: (region: PlotRegion | null, isOpen?: boolean) => void;
};

/** Arrow keys go from call to call, with Shift they select; Enter opens, Escape ends. */
export function useDotKeys({ dots, index, hasRegion, look, onOpen, onRegion }: DotKeys) {
  const anchor = useRef<number | null>(null);

  const select = (next: number) => {
    anchor.current ??= index ?? next;
    const [first, last] = [dots[anchor.current], dots[next]];
    if (first !== undefined && last !== undefined) onRegion(regionBetween(first, last));
  };
  const act = (event: KeyboardEvent): boolean => {
    const next = nextIndex(event.key, index, dots.length);
    if (next !== null) {
      if (event.shiftKey) select(next);
      else anchor.current = null;
      look(next);
      return true;
    }
    const dot = index === null ? undefined : dots[index];
    if (event.key === "Enter" && dot !== undefined) {
      onOpen(dot);
      return true;
    }
    if (event.key !== "Escape" || (!hasRegion && index === null)) return false;
    anchor.current = null;
    onRegion(null);
    look(-1);
    return true;
  };
  return (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !act(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
}

/** Where a key leads: call by call, by tenths, to either end; null: another key. */
export function nextIndex(key: string, index: number | null, length: number): number | null {
  if (length === 0) return null;
  if (key === "Home") return 0;
  if (key === "End") return length - 1;
  const page = Math.max(1, Math.round(length / 10));
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: 1,
    ArrowUp: 1,
    ArrowLeft: -1,
    ArrowDown: -1,
    PageDown: page,
    PageUp: -page,
  };
  const step = steps[key];
  if (step === undefined) return null;
  if (index === null) return step > 0 ? 0 : length - 1;
  return Math.min(length - 1, Math.max(0, index + step));
}

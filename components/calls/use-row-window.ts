import { type RefObject, useEffect, useRef, useState } from "react";

/** Height of a row in the calls table, px: fixed, so that rows out of sight need not be drawn to know their place. */
export const rowHeightPx = 32;
/** Up to here every row is drawn. */
const smallTable = 200;
const overscan = 12;
/** Scrolling less than this draws nothing anew. */
const stridePx = rowHeightPx * 4;

export type RowWindow = {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly first: number;
  /** Not included. */
  readonly end: number;
  readonly onScroll: () => void;
};

/** Which of `count` rows are near enough to be seen to be drawn; brings row `wanted` into sight when it changes. */
export function useRowWindow(count: number, wanted: number): RowWindow {
  const scroller = useRef<HTMLElement>(null);
  const [view, setView] = useState({ top: 0, height: 1_600 });
  const look = () => {
    const element = scroller.current;
    if (element === null || count <= smallTable) return;
    const top = element.scrollTop - (element.scrollTop % stridePx);
    setView((last) => (last.top === top ? last : { top, height: element.clientHeight }));
  };

  useEffect(() => {
    const element = scroller.current;
    if (element === null || wanted < 0) return;
    const top = wanted * rowHeightPx;
    const headPx = rowHeightPx;
    const above = top < element.scrollTop;
    const below = top + rowHeightPx + headPx > element.scrollTop + element.clientHeight;
    if (above || below) element.scrollTop = Math.max(0, top - element.clientHeight / 2);
  }, [wanted]);

  if (count <= smallTable) return { scroller, first: 0, end: count, onScroll: look };
  const first = Math.max(0, Math.floor(view.top / rowHeightPx) - overscan);
  const end = Math.min(count, Math.ceil((view.top + view.height) / rowHeightPx) + overscan);
  return { scroller, first, end, onScroll: look };
}

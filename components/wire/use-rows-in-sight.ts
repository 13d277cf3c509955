import { type RefObject, useLayoutEffect, useRef, useState } from "react";

const overscan = 10;

export type RowsInSight = {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly first: number;
  /** Not included. */
  readonly end: number;
  readonly onScroll: () => void;
};

/**
 * Which of `count` rows of `rowPx` are near enough to be seen to be drawn; brings row `wanted` into sight when it changes
 * (-1: none is wanted).
 */
export function useRowsInSight(count: number, rowPx: number, wanted: number): RowsInSight {
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 600 });
  const look = () => {
    const element = scroller.current;
    if (element === null) return;
    const top = element.scrollTop - (element.scrollTop % (rowPx * 4));
    const { clientHeight: height } = element;
    setView((last) => (last.top === top && last.height === height ? last : { top, height }));
  };
  const latestLook = useRef(look);
  useLayoutEffect(() => {
    latestLook.current = look;
  });

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => latestLook.current());
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || wanted < 0) return;
    const top = wanted * rowPx;
    if (top < element.scrollTop) element.scrollTop = Math.max(0, top - rowPx);
    else if (top + rowPx > element.scrollTop + element.clientHeight)
      element.scrollTop = top + 2 * rowPx - element.clientHeight;
    latestLook.current();
  }, [wanted, rowPx]);

  const first = Math.min(Math.max(0, Math.floor(view.top / rowPx) - overscan), count);
  const end = Math.min(count, Math.ceil((view.top + view.height) / rowPx) + overscan + 4);
  return { scroller, first, end, onScroll: look };
}

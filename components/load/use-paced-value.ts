import { useEffect, useRef, useState } from "react";

type Pace = {
  /** The value changes several times a second for now; when false it is passed on at once. */
  readonly isChanging: boolean;
};

/** At most twice a second, and at most every four. */
const leastMs = 500;
const mostMs = 4_000;
/** Drawing takes at most a third of the page's time: whoever presses Stop is heard. */
const restFactor = 2;

/** Passes on a quickly changing value as often as drawing it leaves the page free, which a busy machine makes seldom. */
export function usePacedValue<Value>(value: Value, { isChanging }: Pace): Value {
  // In a box of its own: a value that did not change plans the next picture as well.
  const [shown, setShown] = useState({ value });
  const latest = useRef(value);
  const began = useRef(0);
  useEffect(() => {
    latest.current = value;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: every picture that is on screen plans the next one
  useEffect(() => {
    if (!isChanging) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => {
        const tookMs = began.current === 0 ? 0 : performance.now() - began.current;
        timer = setTimeout(
          () => {
            began.current = performance.now();
            setShown({ value: latest.current });
          },
          Math.min(mostMs, Math.max(leastMs, restFactor * tookMs)),
        );
      }, 0);
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [shown, isChanging]);
  return isChanging ? shown.value : value;
}

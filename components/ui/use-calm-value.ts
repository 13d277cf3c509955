import { useEffect, useRef, useState } from "react";

type Calm = {
  /** The value changes many times a second for now; when false it is passed on at once. */
  readonly isChanging: boolean;
  readonly intervalMs: number;
  /** Another key means another thing: its first value is passed on at once too. */
  readonly subject: string;
};

/** Passes on a quickly changing value at most once an interval, for views that are costly to draw. */
export function useCalmValue<Value>(value: Value, { isChanging, intervalMs, subject }: Calm): Value {
  const [shown, setShown] = useState({ subject, value });
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  useEffect(() => {
    if (!isChanging) return;
    const show = () => setShown({ subject, value: latest.current });
    show();
    const timer = setInterval(show, intervalMs);
    return () => clearInterval(timer);
  }, [isChanging, intervalMs, subject]);
  return isChanging && shown.subject === subject ? shown.value : value;
}

"use client";

import { useLayoutEffect, useRef } from "react";

/** Where the parts take turns they share the page's scroll: each is found again where it was left. */
export function usePartPlace(part: string, takeTurns: boolean): void {
  const places = useRef<Partial<Record<string, number>>>({});
  useLayoutEffect(() => {
    if (!takeTurns) return;
    const place = places.current[part];
    if (place !== undefined) window.scrollTo(0, place);
    // A shorter part moves the page when it comes; by then the place of the one before is not listened to any more.
    const keep = () => {
      places.current[part] = window.scrollY;
    };
    keep();
    document.addEventListener("scroll", keep, { passive: true });
    return () => document.removeEventListener("scroll", keep);
  }, [part, takeTurns]);
}

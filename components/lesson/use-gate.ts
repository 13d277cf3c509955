"use client";

import { useEffect, useRef, useState } from "react";
import { useLesson } from "./lesson-session.tsx";

const openAfterMs = 20_000;

/** Shut for a while after each rung: opened by an edit, a run, or 20 seconds. Before the first rung it is open. */
export function useGate(rung: number): { readonly isOpen: boolean } {
  const { view } = useLesson();
  const [openedRung, setOpenedRung] = useState(0);
  const files = view?.files;
  const latest = view?.latest;
  const before = useRef({ rung, files, latest });

  useEffect(() => {
    const last = before.current;
    before.current = { rung, files, latest };
    if (last.rung === rung && (last.files !== files || last.latest !== latest)) setOpenedRung(rung);
  }, [rung, files, latest]);
  useEffect(() => {
    if (rung === 0) return;
    const timer = setTimeout(() => setOpenedRung(rung), openAfterMs);
    return () => clearTimeout(timer);
  }, [rung]);

  return { isOpen: rung === 0 || openedRung >= rung };
}

"use client";

import { useEffect, useState } from "react";

/** Out of sight for so long, a page lets go of what it holds at the server, ms. */
const sleepsAfterMs = 60_000;

/** Whether somebody looks at the page, or did a moment ago. */
export function usePageAwake(): boolean {
  const [isAwake, setAwake] = useState(true);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      if (document.visibilityState === "visible") setAwake(true);
      else timer = setTimeout(() => setAwake(false), sleepsAfterMs);
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
  return isAwake;
}

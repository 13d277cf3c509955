"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** False in what the server draws and while the page is taken over from it; true after. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

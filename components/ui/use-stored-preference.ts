"use client";

import { useSyncExternalStore } from "react";
import type { StoredPreference } from "./stored-preference.ts";

/** A preference and its setter. While the server's page is taken over, the value is the fallback. */
export function useStoredPreference<Value>(
  preference: StoredPreference<Value>,
): readonly [Value, (value: Value) => void] {
  const value = useSyncExternalStore(preference.subscribe, preference.read, () => preference.fallback);
  return [value, preference.write];
}

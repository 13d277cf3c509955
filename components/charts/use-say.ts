import { useMemo } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import type { DurationUnit } from "#lib/timeline/format-duration.ts";
import { createSay, type Say } from "./say.ts";

export function useSay(unit: DurationUnit): Say {
  const { locale, text } = useText();
  return useMemo(() => createSay(locale, text.latency, unit), [locale, text, unit]);
}

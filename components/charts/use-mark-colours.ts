import { useMemo } from "react";
import { useTheme } from "#components/ui/use-theme.ts";
import type { MarkColours } from "./paint-marks.ts";

/** The theme's colours of both runs and of failures, as a canvas takes them. They change with the theme. */
export function useMarkColours(): MarkColours {
  const theme = useTheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the computed style changes with the theme
  return useMemo(() => {
    const style = getComputedStyle(document.documentElement);
    const colour = (name: string) => style.getPropertyValue(name).trim();
    return { a: colour("--accent"), b: colour("--limit"), failed: colour("--failed") };
  }, [theme]);
}

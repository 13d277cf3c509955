"use client";

import { type ReactNode, useMemo } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { LoadEntry } from "#components/load/load-entry.tsx";
import type { LoadPageLimits } from "#components/load/load-page-limits.ts";
import type { Starters } from "#components/playground/starter.ts";
import { createLoadParts } from "./load-parts.tsx";

type LoadScreenProps = {
  readonly starters: Starters;
  readonly limits: LoadPageLimits;
  readonly preview: ReactNode;
};

/** Composes two features that do not know each other: the load test, and the playground whose code it loads. */
export function LoadScreen({ starters, limits, preview }: LoadScreenProps) {
  const { text } = useText();
  const parts = useMemo(() => createLoadParts(starters, text), [starters, text]);
  return <LoadEntry parts={parts} limits={limits} preview={preview} />;
}

"use client";

import { type ReactNode, useMemo } from "react";
import { CostEntry } from "#components/cost/cost-entry.tsx";
import type { CostPageLimits } from "#components/cost/cost-page-limits.ts";
import { useText } from "#components/i18n/use-text.tsx";
import type { Starters } from "#components/playground/starter.ts";
import { createCostParts } from "./cost-parts.ts";

type CostScreenProps = {
  readonly starters: Starters;
  readonly limits: CostPageLimits;
  readonly preview: ReactNode;
};

/** Composes two features that do not know each other: the measurement, and the playground whose code it runs. */
export function CostScreen({ starters, limits, preview }: CostScreenProps) {
  const { text } = useText();
  const parts = useMemo(() => createCostParts(starters, text, limits), [starters, text, limits]);
  return <CostEntry parts={parts} limits={limits} preview={preview} />;
}

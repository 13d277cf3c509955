"use client";

import { type ReactNode, useMemo } from "react";
import { createDeployParts } from "#app/_target/create-deploy-parts.ts";
import { lateClients } from "#app/_target/late-clients.ts";
import { useText } from "#components/i18n/use-text.tsx";
import { LoadEntry } from "#components/load/load-entry.tsx";
import type { LoadPageLimits } from "#components/load/load-page-limits.ts";
import { randomId } from "#components/playground/random-id.ts";
import type { Starters } from "#components/playground/starter.ts";

type LoadScreenProps = {
  readonly starters: Starters;
  readonly limits: LoadPageLimits;
  readonly preview: ReactNode;
};

/** Composes two features that do not know each other: the load test, and the playground whose code it loads. */
export function LoadScreen({ starters, limits, preview }: LoadScreenProps) {
  const { text } = useText();
  const parts = useMemo(
    () => ({ ...createDeployParts(starters, text), api: lateClients, newId: randomId }),
    [starters, text],
  );
  return <LoadEntry parts={parts} limits={limits} preview={preview} />;
}

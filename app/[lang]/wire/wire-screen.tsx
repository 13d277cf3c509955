"use client";

import { type ReactNode, useMemo } from "react";
import { createDeployParts } from "#app/_target/create-deploy-parts.ts";
import { useText } from "#components/i18n/use-text.tsx";
import type { Starters } from "#components/playground/starter.ts";
import type { DeployParts } from "#components/target/target.ts";
import { CompareEntry } from "#components/wire/compare-entry.tsx";
import type { Dictionary } from "#lib/i18n/en.ts";
import { exampleSource } from "./example-source.ts";

type WireScreenProps = { readonly starters: Starters; readonly preview: ReactNode };

/** Composes the comparison with the playground, whose code it calls. */
export function WireScreen({ starters, preview }: WireScreenProps) {
  const { text } = useText();
  const parts = useMemo(() => createCompareParts(starters, text), [starters, text]);
  return <CompareEntry parts={parts} preview={preview} />;
}

/** Before all others a method that each transport can carry. */
function createCompareParts(starters: Starters, text: Dictionary): DeployParts {
  const parts = createDeployParts(starters, text);
  return { ...parts, sources: () => [exampleSource(text), ...parts.sources()] };
}

"use client";

import { type ReactNode, useCallback } from "react";
import { createLoadParts } from "#app/[lang]/load/load-parts.tsx";
import { useText } from "#components/i18n/use-text.tsx";
import type { LoadSource } from "#components/load/load-source.ts";
import type { Starters } from "#components/playground/starter.ts";
import { CompareEntry } from "#components/wire/compare-entry.tsx";
import type { CompareParts } from "#components/wire/compare-parts.ts";
import type { Dictionary } from "#lib/i18n/en.ts";
import { exampleSource } from "./example-source.ts";

type WireScreenProps = { readonly starters: Starters; readonly preview: ReactNode };

/** Composes the comparison with the playground, whose code it calls. */
export function WireScreen({ starters, preview }: WireScreenProps) {
  const { text } = useText();
  const parts = useCallback(() => createCompareParts(starters, text), [starters, text]);
  return <CompareEntry parts={parts} preview={preview} />;
}

/** The same sources, and the same way to save them, as the load test has. */
function createCompareParts(starters: Starters, text: Dictionary): CompareParts {
  const load = createLoadParts(starters, text);
  const sources = [exampleSource(text), ...load.sources()];
  const find = (id: string): LoadSource => {
    const source = sources.find((each) => each.id === id);
    if (source === undefined) throw new Error(`There is no source ${id}`);
    return source;
  };
  return {
    sources: sources.map(({ id, title, meaning, server: { network } }) => {
      const { delayMs, jitterMs, bandwidthKbps } = network;
      return { id, title, meaning, isEmulated: delayMs + jitterMs + bandwidthKbps > 0 };
    }),
    describe: (id, signal) => load.describe(find(id), signal),
    deploy: (id, options) => load.deploy(find(id), find(id).server, options),
    explain: load.explain,
  };
}

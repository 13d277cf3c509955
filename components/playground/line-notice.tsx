"use client";

import { useText } from "#components/i18n/use-text.tsx";
import { formatOrdinal } from "#lib/i18n/format-ordinal.ts";
import type { RunPhase } from "./use-run.ts";

/** Where the run stands while it waits for its turn on a busy server; otherwise nothing. */
export function LineNotice({ phase }: { readonly phase: RunPhase }) {
  const { locale, text } = useText();
  const words = text.playground;
  const place = phase.kind === "starting" ? phase.place : 0;
  // The region stays, so that readers are told what appears in it.
  return (
    <div role="status" data-place={place}>
      {place > 0 && (
        <p className="flex flex-wrap gap-x-2 border-hairline border-b bg-surface-sunken px-3 py-2 text-sm">
          <span className="font-medium tabular-nums">{formatOrdinal(locale, words.inLine, place)}</span>
          <span className="text-ink-soft">{words.inLineMeaning}</span>
        </p>
      )}
    </div>
  );
}

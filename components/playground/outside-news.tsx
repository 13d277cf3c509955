"use client";

import { useEffect, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { formatPlural } from "#lib/i18n/format-text.ts";
import type { RunControl } from "./use-run.ts";

/** Says that somebody called from outside while another run was on screen, until it was looked at. */
export function OutsideNews({ control }: { readonly control: RunControl }) {
  const { locale, text } = useText();
  const words = text.outside;
  const { runs, shownId } = control.list;
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const shown = runs.find(({ id }) => id === shownId);
  const shownOutside = shown?.origin === "outside" ? shown.id : null;
  useEffect(() => {
    if (shownOutside !== null) setSeen((known) => new Set([...known, shownOutside]));
  }, [shownOutside]);
  const latest = runs.findLast(({ origin }) => origin === "outside");
  const isNews = latest !== undefined && latest.id !== shownId && !seen.has(latest.id);
  return (
    <span role="status" className="contents">
      {isNews && (
        <span className="inline-flex items-center gap-1.5 text-sm">
          <span aria-hidden="true" className="size-2 rounded-full bg-accent" />
          {formatPlural(locale, words.news, latest.record.attempts.length)}
          <Button size="small" onClick={() => control.show(latest.id)}>
            {words.newsOpen}
          </Button>
        </span>
      )}
    </span>
  );
}

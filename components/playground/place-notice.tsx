"use client";

import { Server } from "lucide-react";
import { useText } from "#components/i18n/use-text.tsx";
import type { Place } from "./choose-place.ts";
import { placeWords } from "./place-words.ts";

/** Says that the experiment will not run in the visitor's browser, and why; nothing where it will. */
export function PlaceNotice({ place }: { readonly place: Place }) {
  const { text } = useText();
  if (place.where === "browser") return null;
  return (
    <p
      className="flex items-start gap-2 border-hairline border-b px-3 py-1.5 text-ink-soft text-xs"
      data-runs-in={place.where}
    >
      <Server aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
      <span className="min-w-0 break-words">{placeWords(place, text.settings)}</span>
    </p>
  );
}

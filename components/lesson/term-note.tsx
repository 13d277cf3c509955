"use client";

import { type ReactNode, useId, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { languageTags } from "#lib/i18n/locales.ts";
import type { GlossaryEntry } from "#lib/lessons/glossary.ts";

type TermNoteProps = { readonly entry: GlossaryEntry; readonly children: ReactNode };

/** A word of the glossary: hover, focus or a tap show what it means and what it is called in the other language. */
export function TermNote({ entry, children }: TermNoteProps) {
  const { locale, text } = useText();
  const other = locale === "en" ? "zh" : "en";
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <span className="relative inline-block" onPointerLeave={() => setOpen(false)}>
      <button
        type="button"
        aria-describedby={id}
        aria-expanded={isOpen}
        onPointerEnter={(event) => event.pointerType === "mouse" && setOpen(true)}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onClick={() => setOpen(true)}
        onKeyDown={(event) => {
          if (event.key === "Escape" && isOpen) {
            event.stopPropagation();
            setOpen(false);
          }
        }}
        className="cursor-help border-accent border-b border-dotted text-left"
      >
        {children}
      </button>
      <span
        id={id}
        role="tooltip"
        hidden={!isOpen}
        className="absolute top-full left-0 z-30 w-max max-w-[min(18rem,70vw)] rounded-control border border-hairline-strong bg-surface-raised px-3 py-2 text-ink text-sm leading-normal"
      >
        <strong className="font-semibold">{entry[locale]}</strong>
        <span className="text-ink-soft">
          {" · "}
          {text.lessons.termLanguage} <span lang={languageTags[other]}>{entry[other]}</span>
        </span>
        <span className="block">{entry.meaning[locale]}</span>
      </span>
    </span>
  );
}

"use client";

import Link from "next/link";
import { useId, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { formatPlural, formatText } from "#lib/i18n/format-text.ts";
import { languageTags } from "#lib/i18n/locales.ts";

export type GlossaryRow = {
  readonly id: string;
  readonly word: string;
  /** The word in the other language. */
  readonly twin: string;
  readonly meaning: string;
  readonly lessons: readonly { readonly slug: string; readonly number: string; readonly title: string }[];
};

/** The words, and a field that hides those that do not match. Each word has an address of its own. */
export function GlossaryTable({ rows }: { readonly rows: readonly GlossaryRow[] }) {
  const { locale, text } = useText();
  const words = text.glossary;
  const [query, setQuery] = useState("");
  const id = useId();
  const asked = fold(query);
  const isShown = ({ word, twin, meaning }: GlossaryRow) =>
    asked === "" || [word, twin, meaning].some((each) => fold(each).includes(asked));
  const count = rows.filter(isShown).length;
  const twinLanguage = languageTags[locale === "en" ? "zh" : "en"];
  return (
    <>
      <search
        className="noscript:hidden mt-6 flex flex-wrap items-center gap-x-4 gap-y-2"
        data-print="hidden"
      >
        <label htmlFor={id} className="sr-only">
          {words.search}
        </label>
        <input
          id={id}
          type="search"
          value={query}
          placeholder={words.search}
          autoComplete="off"
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => event.key === "Escape" && setQuery("")}
          className="h-control w-full max-w-96 rounded-control border border-hairline-strong bg-surface-raised px-3 text-base placeholder:text-ink-faint"
        />
        <span role="status" className="text-ink-soft text-sm">
          {count === 0
            ? formatText(words.none, { query: query.trim() })
            : formatPlural(locale, words.found, count)}
        </span>
        {count === 0 && (
          <Button variant="quiet" onClick={() => setQuery("")}>
            {words.clear}
          </Button>
        )}
      </search>
      <dl className="mt-6 border-hairline border-t empty:hidden">
        {rows.map((row) => (
          <div
            key={row.id}
            id={row.id}
            hidden={!isShown(row)}
            className="grid scroll-mt-16 gap-x-6 border-hairline border-b py-2.5 target:bg-accent-soft sm:grid-cols-[minmax(0,18rem)_minmax(0,1fr)_6rem] [&[hidden]]:hidden"
          >
            <dt>
              <a
                href={`#${row.id}`}
                aria-label={formatText(words.link, { word: row.word })}
                className="inline-flex min-h-6 items-center font-semibold text-ink hover:text-link"
              >
                {row.word}
              </a>
              <span lang={twinLanguage} className="block text-ink-soft">
                {row.twin}
              </span>
            </dt>
            <dd>{row.meaning}</dd>
            <dd className="flex flex-wrap content-start gap-x-3 tabular-nums">
              {row.lessons.map(({ slug, number, title }) => (
                <Link
                  key={slug}
                  href={`/${locale}/lessons/${slug}`}
                  title={title}
                  aria-label={`${number} ${title}`}
                  className="inline-flex min-h-6 min-w-6 items-center text-link"
                >
                  {number}
                </Link>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** Upper and lower case, hyphens and spaces do not matter to whoever searches. */
function fold(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[-\s]+/g, " ")
    .trim();
}

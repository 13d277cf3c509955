import Link from "next/link";
import { dictionaries } from "#lib/i18n/dictionaries.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { ArticleSection } from "./article-section.tsx";

/** Four facts about where visitors' code runs. */
export function SandboxSection({ locale }: { readonly locale: Locale }) {
  const { title, ...facts } = dictionaries[locale].landing.sandbox;
  return (
    <ArticleSection id="sandbox" title={title}>
      <ul className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
        {Object.entries(facts).map(([name, fact]) => (
          <li key={name}>
            <h3 className="text-base">{fact.title}</h3>
            <p className="mt-1 max-w-[52ch] text-ink-soft">{fact.meaning}</p>
            {"link" in fact && (
              <Link href={`/${locale}/limits`} className="text-link mt-1 inline-block pointer-coarse:py-2">
                {fact.link}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </ArticleSection>
  );
}

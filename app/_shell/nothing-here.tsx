"use client";

import Link from "next/link";
import { useText } from "#components/i18n/use-text.tsx";
import { buttonClass } from "#components/ui/button-class.ts";

/** The page for an address without one. A not-found page gets no parameters, so the language comes from around it. */
export function NothingHere() {
  const { locale, text } = useText();
  const words = text.site.notFound;
  return (
    <main id="content" tabIndex={-1} className="mx-auto w-full max-w-280 flex-1 px-4 py-20 sm:px-6">
      <title>{`${words.title} · ${text.site.brand}`}</title>
      <p className="font-mono text-ink-faint text-sm">404</p>
      <h1 className="mt-2 text-2xl">{words.title}</h1>
      <p className="mt-3 max-w-[52ch] text-ink-soft text-lg">{words.meaning}</p>
      <p className="mt-6 flex flex-wrap gap-2">
        <Link href={`/${locale}`} className={buttonClass("primary")}>
          {words.home}
        </Link>
        <Link href={`/${locale}/play`} className={buttonClass("quiet")}>
          {words.play}
        </Link>
      </p>
    </main>
  );
}

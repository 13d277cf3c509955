"use client";

import Link from "next/link";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { buttonClass } from "#components/ui/button-class.ts";
import { formatText } from "#lib/i18n/format-text.ts";

type ErrorPageProps = { readonly error: Error & { readonly digest?: string }; readonly reset: () => void };

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  const { locale, text } = useText();
  const words = text.site.error;
  return (
    <main id="content" tabIndex={-1} className="mx-auto w-full max-w-280 flex-1 px-4 py-20 sm:px-6">
      <h1 className="text-2xl">{words.title}</h1>
      <p className="mt-3 max-w-[52ch] text-ink-soft text-lg">{words.meaning}</p>
      <p className="mt-6 flex flex-wrap gap-2">
        <Button variant="primary" onClick={reset}>
          {words.again}
        </Button>
        <Link href={`/${locale}`} className={buttonClass("quiet")}>
          {words.home}
        </Link>
      </p>
      {error.digest !== undefined && (
        <p className="mt-6 font-mono text-ink-faint text-sm">
          {formatText(words.reference, { digest: error.digest })}
        </p>
      )}
    </main>
  );
}

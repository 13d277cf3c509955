import Link from "next/link";
import { ReadingPage } from "#app/_shell/reading-page.tsx";
import { buttonClass } from "#components/ui/button-class.ts";
import { dictionaries } from "#lib/i18n/dictionaries.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { type SharePage, sharePageStatus } from "#lib/share/share-page.ts";

type NoShareProps = { readonly locale: Locale; readonly page: Exclude<SharePage, { kind: "kept" }> };

/** A short link that leads to nothing, and why. The status of the answer says the same. */
export function NoShare({ locale, page }: NoShareProps) {
  const words = dictionaries[locale].share.page;
  return (
    <ReadingPage locale={locale} className="py-20">
      <p className="font-mono text-ink-faint text-sm">{sharePageStatus[page.kind]}</p>
      <h1 className="mt-2 text-2xl">{noShareTitle(locale, page)}</h1>
      <p className="mt-3 max-w-[52ch] text-ink-soft text-lg">{words[page.kind]}</p>
      {page.kind === "removed" && (
        <blockquote className="mt-3 max-w-[52ch] whitespace-pre-line break-words border-hairline-strong border-l-2 pl-4">
          {page.reason}
        </blockquote>
      )}
      <p className="mt-6 flex flex-wrap gap-2">
        <Link href={`/${locale}/play`} className={buttonClass("primary")}>
          {words.play}
        </Link>
      </p>
    </ReadingPage>
  );
}

/** What is said of it in few words. */
export function noShareTitle(locale: Locale, { kind }: NoShareProps["page"]): string {
  const words = dictionaries[locale].share.page;
  return { removed: words.removedTitle, unknown: words.unknownTitle, unavailable: words.unavailableTitle }[
    kind
  ];
}

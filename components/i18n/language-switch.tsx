"use client";

import { Languages } from "lucide-react";
import { usePathname } from "next/navigation";
import type { MouseEvent } from "react";
import { languageCookie } from "#lib/i18n/choose-locale.ts";
import { isLocale, type Locale, languageTags } from "#lib/i18n/locales.ts";
import { useText } from "./use-text.tsx";

/**
 * A link to the same page in the other language, named in that language. Query and fragment go along: they are read at
 * the click, since they change without the page being drawn again. A page that knows what is being read says so in
 * `data-reading-place`, the id of that part, which is nearer than the fragment it was opened with.
 */
export function LanguageSwitch({ className }: { readonly className?: string }) {
  const { locale, text } = useText();
  const other: Locale = locale === "en" ? "zh" : "en";
  const path = pathIn(other, usePathname());

  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Safari and on plain HTTP
    document.cookie = `${languageCookie}=${other}; path=/; max-age=31536000; samesite=lax`;
    const place = document.querySelector<HTMLElement>("[data-reading-place]")?.dataset.readingPlace;
    event.currentTarget.href = `${path}${location.search}${place === undefined ? location.hash : `#${place}`}`;
  };

  return (
    <a
      href={path}
      hrefLang={languageTags[other]}
      lang={languageTags[other]}
      title={text.site.languageLabel}
      onClick={follow}
      onAuxClick={follow}
      className={className}
    >
      <Languages aria-hidden="true" className="size-4" />
      {text.site.language}
    </a>
  );
}

/** The same page's path in another language: `/en/play` → `/zh/play`. */
export function pathIn(locale: Locale, path: string): string {
  const [, first = "", ...rest] = path.split("/");
  return isLocale(first) ? `/${[locale, ...rest].join("/")}` : `/${locale}`;
}

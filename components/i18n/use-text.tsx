"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { Dictionary } from "#lib/i18n/en.ts";
import type { Locale } from "#lib/i18n/locales.ts";

type Language = { readonly locale: Locale; readonly text: Dictionary };

const LanguageContext = createContext<Language | null>(null);

/** Gives the page's language to everything below. The layout passes the dictionary of one language only. */
export function LanguageProvider({ children, ...language }: Language & { readonly children: ReactNode }) {
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

/** The page's language: `text.playground.run`, `locale` for `Intl`. */
export function useText(): Language {
  const language = useContext(LanguageContext);
  if (language === null) throw new Error("useText needs a LanguageProvider above it");
  return language;
}

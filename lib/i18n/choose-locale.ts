import { isLocale, type Locale, localeFromAcceptLanguage } from "./locales.ts";

/** Remembers the language that a visitor chose with the language switch. */
export const languageCookie = "language";

type Wishes = {
  /** Path of the page, when it may name a language: `/zh/no-such-page`. */
  readonly path?: string | undefined;
  /** The request's `Cookie` header. */
  readonly cookie: string | undefined;
  /** The request's `Accept-Language` header. */
  readonly acceptLanguage: string | undefined;
};

/** The language for an address that has no page of its own: what the path says, or was chosen before, or is asked for. */
export function chooseLocale({ path = "", cookie = "", acceptLanguage }: Wishes): Locale {
  const named = path.split("/")[1] ?? "";
  const chosen = new RegExp(`(?:^|;\\s*)${languageCookie}=(\\w+)`).exec(cookie)?.[1] ?? "";
  return [named, chosen].find(isLocale) ?? localeFromAcceptLanguage(acceptLanguage);
}

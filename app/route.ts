import type { NextRequest } from "next/server";
import { languageCookie } from "#components/i18n/language-cookie.ts";
import { isLocale, localeFromAcceptLanguage } from "#lib/i18n/locales.ts";

/** `/` leads to the language chosen before, or else to the one the browser asks for. */
export function GET(request: NextRequest): Response {
  const chosen = request.cookies.get(languageCookie)?.value ?? "";
  const locale = isLocale(chosen)
    ? chosen
    : localeFromAcceptLanguage(request.headers.get("accept-language") ?? undefined);
  return new Response(null, {
    status: 307,
    headers: {
      location: `/${locale}${request.nextUrl.search}`,
      vary: "accept-language, cookie",
      "cache-control": "private, no-cache",
    },
  });
}

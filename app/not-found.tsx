import { cookies, headers } from "next/headers";
import { languageCookie } from "#components/i18n/language-cookie.ts";
import { isLocale, localeFromAcceptLanguage } from "#lib/i18n/locales.ts";
import { Document } from "./_shell/document.tsx";
import { NothingHere } from "./_shell/nothing-here.tsx";

/** For addresses that begin with no language of ours: the visitor's own language, as on `/`. */
export default async function NotFound() {
  const chosen = (await cookies()).get(languageCookie)?.value ?? "";
  const wanted = (await headers()).get("accept-language") ?? undefined;
  const locale = isLocale(chosen) ? chosen : localeFromAcceptLanguage(wanted);
  return (
    <Document locale={locale}>
      <NothingHere />
    </Document>
  );
}

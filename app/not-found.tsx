import { headers } from "next/headers";
import { chooseLocale } from "#lib/i18n/choose-locale.ts";
import { Document } from "./_shell/document.tsx";
import { NothingHere } from "./_shell/nothing-here.tsx";

/** For every address without a page. Next does not tell it the path; the server may, by a request header of its own. */
export default async function NotFound() {
  const all = await headers();
  const locale = chooseLocale({
    path: all.get("x-page-path") ?? undefined,
    cookie: all.get("cookie") ?? undefined,
    acceptLanguage: all.get("accept-language") ?? undefined,
  });
  return (
    <Document locale={locale}>
      <NothingHere />
    </Document>
  );
}

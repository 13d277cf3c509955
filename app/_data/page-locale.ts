import { notFound } from "next/navigation";
import { isLocale, type Locale } from "#lib/i18n/locales.ts";

/** What Next hands to every page below `[lang]`. */
export type PageProps = { readonly params: Promise<{ readonly lang: string }> };

/** The page's language; anything but a language of ours is a page that does not exist. */
export async function readLocale({ params }: PageProps): Promise<Locale> {
  const { lang } = await params;
  return isLocale(lang) ? lang : notFound();
}

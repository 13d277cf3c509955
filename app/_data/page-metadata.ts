import type { Metadata } from "next";
import { dictionaries } from "#lib/i18n/dictionaries.ts";
import { type Locale, languageTags } from "#lib/i18n/locales.ts";
import { readOrigin } from "./request-facts.ts";

type PageFacts = {
  readonly locale: Locale;
  /** Below the language: "" for the landing, "/limits". */
  readonly path: string;
  /** Absent on the landing, whose title is the brand. */
  readonly title?: string;
  readonly description?: string;
};

/** Title, description, both languages' addresses and what a shared link shows. */
export async function pageMetadata({ locale, path, title, description }: PageFacts): Promise<Metadata> {
  const { brand, description: about, tagline } = dictionaries[locale].site;
  const fullTitle = title === undefined ? `${brand} · ${tagline}` : `${title} · ${brand}`;
  return {
    metadataBase: new URL(await readOrigin()),
    title: fullTitle,
    description: description ?? about,
    alternates: {
      canonical: `/${locale}${path}`,
      languages: { en: `/en${path}`, "zh-CN": `/zh${path}`, ...(path === "" && { "x-default": "/" }) },
    },
    openGraph: {
      type: "website",
      siteName: brand,
      title: fullTitle,
      description: description ?? about,
      url: `/${locale}${path}`,
      locale: languageTags[locale].replace("-", "_"),
    },
  };
}

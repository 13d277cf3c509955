import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { isLocale, locales } from "#lib/i18n/locales.ts";
import { Document } from "../_shell/document.tsx";

type LayoutProps = { readonly params: Promise<{ readonly lang: string }>; readonly children: ReactNode };

/** Any other first segment is an address without a page. */
export const dynamicParams = false;

export function generateStaticParams() {
  return locales.map((lang) => ({ lang }));
}

export default async function LanguageLayout({ params, children }: LayoutProps) {
  const { lang } = await params;
  if (!isLocale(lang)) notFound();
  return <Document locale={lang}>{children}</Document>;
}

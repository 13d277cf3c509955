import type { ReactNode } from "react";
import { LanguageProvider } from "#components/i18n/use-text.tsx";
import { themeScript } from "#components/ui/theme-preference.ts";
import { scriptAddressScript } from "#components/ui/trusted-types.ts";
import { dictionaries } from "#lib/i18n/dictionaries.ts";
import { type Locale, languageTags } from "#lib/i18n/locales.ts";
import { readNonce } from "../_data/request-facts.ts";
import { inter, jetbrainsMono } from "../fonts.ts";
import { SiteHeader } from "./site-header.tsx";
import "../globals.css";

type DocumentProps = { readonly locale: Locale; readonly children: ReactNode };

/** The whole document around a page: language, theme before the first paint, header. Pages bring `main` and footer. */
export async function Document({ locale, children }: DocumentProps) {
  const nonce = await readNonce();
  const { about: _, ...text } = dictionaries[locale];
  return (
    <html
      lang={languageTags[locale]}
      className={`${inter.variable} ${jetbrainsMono.variable}`}
      suppressHydrationWarning // the script below sets data-theme before React is here
    >
      <head>
        <meta name="color-scheme" content="light dark" />
        <script
          nonce={nonce}
          suppressHydrationWarning // browsers hide the nonce from scripts
          // biome-ignore lint/security/noDangerouslySetInnerHtml: constants of ours, under the nonce
          dangerouslySetInnerHTML={{ __html: `${scriptAddressScript};${themeScript}` }}
        />
      </head>
      <body className="flex min-h-dvh flex-col">
        <LanguageProvider locale={locale} text={text}>
          <a
            href="#content"
            className="sr-only z-50 rounded-control bg-accent px-3 py-2 font-medium text-accent-ink focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
          >
            {text.site.skip}
          </a>
          <SiteHeader locale={locale} />
          {children}
        </LanguageProvider>
      </body>
    </html>
  );
}

"use client";

import { buttonClass } from "#components/ui/button-class.ts";
import { site as english } from "#lib/i18n/en/site.ts";
import { site as chinese } from "#lib/i18n/zh/site.ts";
import "./globals.css";

/** Even the document could not be made, so the language is unknown: both are said. */
export default function GlobalError({ reset }: { readonly reset: () => void }) {
  return (
    <html lang="en">
      <body className="grid min-h-dvh place-items-center p-4">
        <title>{english.error.title}</title>
        <main className="grid max-w-140 gap-10">
          {[english, chinese].map(({ brand, error }) => (
            <section key={brand} lang={brand === chinese.brand ? "zh-CN" : "en"}>
              <h1 className="text-xl">{error.title}</h1>
              <p className="mt-2 text-ink-soft">{error.meaning}</p>
              <button type="button" className={`${buttonClass("primary")} mt-4`} onClick={reset}>
                {error.again}
              </button>
            </section>
          ))}
        </main>
      </body>
    </html>
  );
}

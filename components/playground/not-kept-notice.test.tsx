import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { LanguageProvider } from "#components/i18n/use-text.tsx";
import { dictionaries } from "#lib/i18n/dictionaries.ts";
import { locales } from "#lib/i18n/locales.ts";
import { NotKeptNotice } from "./not-kept-notice.tsx";

test.each(locales)("a run that was not kept says why, in %s, and one that was says nothing", (locale) => {
  const text = dictionaries[locale];
  const said = (reason: Parameters<typeof NotKeptNotice>[0]["reason"]) =>
    renderToStaticMarkup(
      <LanguageProvider locale={locale} text={text}>
        <NotKeptNotice reason={reason} />
      </LanguageProvider>,
    );
  const full = said({ name: "NOT_KEPT", values: { store: "full" } });
  expect(full).toContain(text.reasons.stores.full);
  expect(full).toContain('role="status"');
  expect(said(null)).toBe("");
});

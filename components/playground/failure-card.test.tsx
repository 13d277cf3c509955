import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { LanguageProvider } from "#components/i18n/use-text.tsx";
import { dictionaries } from "#lib/i18n/dictionaries.ts";
import { FailureCard } from "./failure-card.tsx";

const thrown = {
  kind: "clientThrew",
  message: "Error: no",
  stack: ["    at sayHello (stub.ts:47:9)"],
  reason: null,
} as const;

function said(isOther: boolean): string {
  return renderToStaticMarkup(
    <LanguageProvider locale="en" text={dictionaries.en}>
      <FailureCard failure={thrown} isOther={isOther} onGoTo={() => {}} onRetry={() => {}} />
    </LanguageProvider>,
  );
}

test("an error of the visitor's program is theirs, and can be run again", () => {
  expect(said(false)).toContain(dictionaries.en.failures.clientTitle);
  expect(said(false)).toContain(dictionaries.en.failures.retry);
});

test("an error of another program is not laid at the visitor's door", () => {
  const { otherTitle, clientTitle, retry, handlerAction } = dictionaries.en.failures;
  expect(said(true)).toContain(otherTitle);
  expect(said(true)).toContain("Error: no");
  for (const text of [clientTitle, retry, handlerAction]) expect(said(true)).not.toContain(text);
  expect(said(true)).not.toContain("<button");
});

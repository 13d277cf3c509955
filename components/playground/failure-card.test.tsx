import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { LanguageProvider } from "#components/i18n/use-text.tsx";
import { dictionaries } from "#lib/i18n/dictionaries.ts";
import { formatText } from "#lib/i18n/format-text.ts";
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

test("a stack is spoken of only where there is one", () => {
  const { handlerMeaning, handlerMeaningNoLine, goTo } = dictionaries.en.failures;
  const card = (stack: readonly string[]) =>
    renderToStaticMarkup(
      <LanguageProvider locale="en" text={dictionaries.en}>
        <FailureCard
          failure={{ kind: "handlerThrew", message: "Error: no", stack, code: 2 }}
          isOther={false}
          onGoTo={() => {}}
          onRetry={() => {}}
        />
      </LanguageProvider>,
    );
  const begin = (words: string) => words.split("{code}")[1] ?? "";
  const place = formatText(goTo, { path: "server.ts", line: 7 });
  const [withStack, without] = [card(["    at transfer (server.ts:7:12)"]), card([])];
  expect(withStack).toContain(begin(handlerMeaning));
  expect(withStack).toContain(place);
  expect(without).toContain(begin(handlerMeaningNoLine));
  expect(without).not.toContain("stack");
});

import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { LanguageProvider } from "#components/i18n/use-text.tsx";
import { dictionaries } from "#lib/i18n/dictionaries.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { SentBytes } from "./sent-bytes.tsx";

function partsOf(bytes: readonly number[], locale: Locale = "en"): string[] {
  const markup = renderToStaticMarkup(
    <LanguageProvider locale={locale} text={dictionaries[locale]}>
      <SentBytes base64={Buffer.from(bytes).toString("base64")} />
    </LanguageProvider>,
  );
  const texts = markup.split(/<[^>]+>/).map((text) => text.trim());
  return texts.filter((text) => text !== "");
}

test("shows tag, length and value, and says which is which in the reader's language", () => {
  const world = [0x0a, 0x05, ...Buffer.from("World")];
  expect(partsOf(world)).toEqual(["0a", "05", "57 6f 72 6c 64", "tag", "length", "value"]);
  expect(partsOf(world, "zh").slice(3)).toEqual(["标签", "长度", "内容"]);
});

test("shows the beginning of long messages, and says of other bytes that they are none", () => {
  const long = partsOf([0x0a, 0xac, 0x02, ...Array<number>(300).fill(0x78)]);
  expect([long[0], long[1], long[2]?.split(" ").length, long[3]]).toEqual(["0a", "ac 02", 61, "…"]);
  expect(partsOf([...Buffer.from("{}")])).toEqual(["7b 7d", "not a protobuf message"]);
});

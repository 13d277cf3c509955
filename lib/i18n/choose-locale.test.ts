import { expect, test } from "vitest";
import { chooseLocale } from "./choose-locale.ts";

test.each([
  [
    "the path's language wins over everything",
    { path: "/zh/nothing", cookie: "language=en", acceptLanguage: "en" },
    "zh",
  ],
  [
    "a chosen language wins over the browser's",
    { path: "/nothing", cookie: "a=b; language=zh", acceptLanguage: "en" },
    "zh",
  ],
  [
    "a cookie whose name only ends alike is another cookie",
    { cookie: "mylanguage=zh", acceptLanguage: "en" },
    "en",
  ],
  [
    "a cookie with a language we do not have is ignored",
    { cookie: "language=fr", acceptLanguage: "zh-CN" },
    "zh",
  ],
  ["the browser is asked last", { cookie: undefined, acceptLanguage: "fr, zh-TW;q=0.8, en;q=0.5" }, "zh"],
  ["nobody says anything: English", { cookie: undefined, acceptLanguage: undefined }, "en"],
] as const)("%s", (_, wishes, locale) => {
  expect(chooseLocale(wishes)).toBe(locale);
});

import { describe, expect, test } from "vitest";
import { dictionaries } from "./dictionaries.ts";

/** Every text with its path: `site.theme.dark`. */
function textsOf(value: unknown, path = ""): [path: string, text: string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value !== "object" || value === null) throw new Error(`${path} is no text: ${String(value)}`);
  return Object.entries(value).flatMap(([key, inner]) =>
    textsOf(inner, path === "" ? key : `${path}.${key}`),
  );
}

const english = textsOf(dictionaries.en);
const chinese = textsOf(dictionaries.zh);
const englishByPath = new Map(english);

/** The paths of the texts that break a rule, so that a failure says where to look. */
function breaking(
  texts: readonly [string, string][],
  rule: (text: string, path: string) => boolean,
): string[] {
  return texts.filter(([path, text]) => rule(text, path)).map(([path, text]) => `${path}: ${text}`);
}

const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join(" ");

/** Places that are filled with figures; the others may be filled with words of the page's language. */
const figures = /\{(count|number|n|value|min|max|seconds|duration|share|size|line|percent|total|ms)\}/g;

/** The text as it will be read: figures for their places, and without what is code, where the rules of writing end. */
const asRead = (text: string) =>
  text
    .replace(/`[^`]*`|[TSC]\(n\)/g, "x")
    .replace(figures, "1")
    .replace(/\{\w+\}/g, "\u2060");

const han = "\\p{Script=Han}";
const any = (pattern: string) => new RegExp(pattern, "u");

describe("the two dictionaries", () => {
  test("have texts", () => {
    expect(english.length).toBeGreaterThan(80);
  });

  test("have the same keys", () => {
    expect(chinese.map(([path]) => path).sort()).toEqual(english.map(([path]) => path).sort());
  });

  test("have no empty text and no space at an end", () => {
    const unkempt = (text: string) => /\p{L}/u.test(text) && text !== text.trim(); // a joiner such as ", " is no text
    expect(breaking([...english, ...chinese], (text) => text === "" || unkempt(text))).toEqual([]);
  });

  test("have the same places in each text, except the number in an English singular", () => {
    const differs = (text: string, path: string) => {
      const source = englishByPath.get(path) ?? "";
      if (path.endsWith(".one"))
        return placeholders(source)
          .split(" ")
          .some((each) => !["", "{count}"].includes(each) && !text.includes(each));
      return placeholders(text) !== placeholders(source);
    };
    expect(breaking(chinese, differs)).toEqual([]);
  });

  test("are whole UTF-8: no control characters and no replacement characters", () => {
    expect(breaking([...english, ...chinese], (text) => /[\p{Cc}\uFFFD]/u.test(text))).toEqual([]);
  });

  test("survive the way from server to page, as JSON does", () => {
    expect(JSON.parse(JSON.stringify(dictionaries))).toEqual(dictionaries);
  });
});

describe("Chinese texts", () => {
  test("use Chinese punctuation after and between Chinese characters", () => {
    const halfWidth = any(`${han}[,;:!?]|[,;:!?]${han}|${han}\\.(?!\\w)|${han}\\s*\\(|\\)\\s*${han}`);
    expect(breaking(chinese, (text) => halfWidth.test(asRead(text)))).toEqual([]);
  });

  test("have a space between Chinese characters and Latin letters or digits", () => {
    const tight = any(`${han}[A-Za-z0-9]|[A-Za-z0-9%]${han}`);
    expect(breaking(chinese, (text) => tight.test(asRead(text)))).toEqual([]);
  });

  test("have no space beside Chinese punctuation or between Chinese characters", () => {
    const loose = any(`\\s[，。；：！？、（）《》“”]|[，。；：！？、（）《》]\\s|${han} +${han}`);
    expect(breaking(chinese, (text) => loose.test(text))).toEqual([]);
  });

  test("use Chinese quotation marks and no doubled ellipsis of dots", () => {
    expect(breaking(chinese, (text) => any(`["']${han}|${han}["']|\\.\\.\\.`).test(asRead(text)))).toEqual(
      [],
    );
  });

  test("are not English left over", () => {
    const leftOver = (text: string, path: string) =>
      text === englishByPath.get(path) &&
      // Names of protocols, and nothing else.
      !path.startsWith("wire.compare.transports.") &&
      text
        .replace(/[^\p{Script=Latin}\s]/gu, "")
        .trim()
        .split(/\s+/).length >= 3;
    expect(breaking(chinese, leftOver)).toEqual([]);
  });

  test("say the terms of the glossary", () => {
    // The right word is the value; the key is a word for the same thing that the glossary does not use.
    const wrong = {
      句柄: "处理函数",
      异步地: "异步",
      服务器端: "服务端",
      超时时间戳: "截止时间",
      用户: "访客或你",
    };
    expect(breaking(chinese, (text) => Object.keys(wrong).some((word) => text.includes(word)))).toEqual([]);
  });
});

describe("English texts", () => {
  test("hold no Chinese, except names", () => {
    const allowed = new Set([
      "site.language",
      "site.languageLabel",
      "about.article.lead",
      "landing.article.meaning",
    ]);
    expect(breaking(english, (text, path) => any(han).test(text) && !allowed.has(path))).toEqual([]);
  });

  test("do not exclaim and do not say oops", () => {
    expect(breaking([...english, ...chinese], (text) => /[!！]|\boops\b/iu.test(asRead(text)))).toEqual([]);
  });
});

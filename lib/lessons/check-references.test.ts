import { describe, expect, test } from "vitest";
import { checkReferences } from "./check-references.ts";
import type { MarkTree } from "./lesson-marks.ts";
import type { ParsedLessonText } from "./parse-lesson-text.ts";

const known = [
  { number: "2.4", slug: "frozen-loop" },
  { number: "0.1", slug: "hello-rpc" },
];
const at = (line: number) => ({ position: { start: { line } } });
const prose = (value: string): MarkTree => ({ type: "root", children: [{ type: "text", value, ...at(9) }] });
const link = (url: string) => ({ type: "link", url, ...at(9) });
const linked = (url: string): MarkTree => ({ type: "root", children: [link(url)] });
const none: Pick<ParsedLessonText, "text" | "lineOf"> = { text: null, lineOf: () => null };
const check = (tree: MarkTree, locale: "en" | "zh" = "en") =>
  checkReferences(`${locale}.mdx`, locale, none, tree, known).map(({ line, what }) => `${line} ${what}`);

describe("what a lesson says of others", () => {
  test("a lesson that there is may be named, in both languages", () => {
    expect(check(prose("Lesson 2.4 shows who suffers, as lesson 0.1 does not."))).toEqual([]);
    expect(check(prose("谁会跟着遭殃，第 2.4 课会讲；另见 0.1 课。"), "zh")).toEqual([]);
  });

  test("a number that no lesson has is named with its line", () => {
    expect(check(prose("Lesson 2.9 shows who."))).toEqual(['9 "Lesson 2.9": there is no such lesson']);
    expect(check(prose("第 2.9 课会讲。"), "zh")).toEqual(['9 "2.9 课": there is no such lesson']);
  });

  test("other numbers are none of a lesson's", () => {
    expect(check(prose("HTTP/1.1 waits 2.9 ms; in chapter 2 lessons are short."))).toEqual([]);
  });

  test("a number in the front matter is named with its key", () => {
    const text = { feedback: { race: "Lesson 7.7 tells why." }, hints: ["a", "lesson 2.4"] };
    const front = { text, lineOf: () => 16 } as unknown as ParsedLessonText;
    expect(checkReferences("en.mdx", "en", front, { type: "root" }, known)).toEqual([
      { file: "en.mdx", line: 16, key: "feedback.race", what: '"Lesson 7.7": there is no such lesson' },
    ]);
  });
});

describe("where its links lead", () => {
  test.each(["https://grpc.io/", "/en/lessons/frozen-loop", "/en/lessons", "/en/glossary#thread", "#notice"])(
    "%s may be linked",
    (url) => {
      expect(check(linked(url))).toEqual([]);
    },
  );

  test.each([
    ["/en/lessons/frozen-lop", "leads to no lesson"],
    ["/zh/lessons/frozen-loop", "changes the language"],
    ["/lessons/frozen-loop", "must begin with /en/ or https:"],
    ["../04-frozen-loop", "must begin with /en/ or https:"],
  ])("%s is named: it %s", (url, what) => {
    expect(check(linked(url))).toEqual([`9 the link to "${url}" ${what}`]);
  });
});

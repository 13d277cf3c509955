import { LineCounter, parseDocument } from "yaml";
import type { LessonMistake } from "./lesson-mistake.ts";
import { type LessonText, lessonTextSchema } from "./lesson-text.ts";

export type ParsedLessonText = {
  readonly text: LessonText | null;
  /** The MDX below the front matter, on its own lines: what is above is empty. */
  readonly body: string;
  /** The line of a key's value, 1-based; null when there is none. */
  readonly lineOf: (path: readonly (string | number)[]) => number | null;
  readonly mistakes: readonly LessonMistake[];
};

const frontMatter = /^---\r?\n([\s\S]*?)\r?\n---(?:\r?\n|$)/;

/** Reads the front matter of `en.mdx` or `zh.mdx` (`file`) and judges its form; whether its keys are right, check-lesson-keys says. */
export function parseLessonText(file: string, source: string): ParsedLessonText {
  const found = frontMatter.exec(source);
  if (found === null) {
    const isEmpty = source.trim() === "";
    const what = isEmpty
      ? "is missing: every lesson is told in every language"
      : "the front matter is missing: a block between two lines of ---";
    return { text: null, body: source, lineOf: () => null, mistakes: [{ file, line: 1, key: "", what }] };
  }
  const lines = new LineCounter();
  const yaml = found[1] ?? "";
  const document = parseDocument(yaml, { lineCounter: lines });
  const lineAt = (offset: number) => lines.linePos(offset).line + 1;
  const lineOf = (path: readonly (string | number)[]): number | null => {
    // The nearest key above it is to blame where the value itself is missing.
    for (let length = path.length; length > 0; length -= 1) {
      const node: unknown = document.getIn(path.slice(0, length), true);
      if (typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range))
        return lineAt(Number(node.range[0]));
    }
    return null;
  };
  const body = `${"\n".repeat(found[0].split("\n").length - 1)}${source.slice(found[0].length)}`;
  const broken = document.errors.map(({ message, pos }) => ({
    file,
    line: lineAt(pos[0]),
    key: "",
    what: sayBroken(message),
  }));
  const firsts = broken.filter(({ line }, index) => broken.findIndex((one) => one.line === line) === index);
  if (firsts.length > 0) return { text: null, body, lineOf, mistakes: firsts };
  const parsed = lessonTextSchema.safeParse(document.toJS());
  if (parsed.success) return { text: parsed.data, body, lineOf, mistakes: [] };
  const mistakes = parsed.error.issues.map((issue) => {
    const path = issue.path.filter((part) => typeof part !== "symbol");
    return { file, line: lineOf(path) ?? 1, key: path.join("."), what: issue.message };
  });
  return { text: null, body, lineOf, mistakes };
}

/** YAML counts its lines from the front matter's first one, and knows what it met rather than what was meant. */
function sayBroken(message: string): string {
  const [what = ""] = message.split("\n");
  const plain = what.replace(/ at line \d+, column \d+:?$/, "");
  return /nested mappings/i.test(plain) ? `a text with ": " in it needs quotes (${plain})` : plain;
}

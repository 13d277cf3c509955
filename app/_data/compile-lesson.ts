import { evaluate } from "@mdx-js/mdx";
import type { MDXContent } from "mdx/types.js";
import * as runtime from "react/jsx-runtime";
import remarkGfm from "remark-gfm";
import { type LessonMark, type MarkTree, readMarks } from "#lib/lessons/lesson-marks.ts";
import type { LessonMistake } from "#lib/lessons/lesson-mistake.ts";

export type CompiledLesson = {
  readonly Body: MDXContent | null;
  readonly marks: readonly LessonMark[];
  readonly mistakes: readonly LessonMistake[];
};

/** Compiles the body of `en.mdx` or `zh.mdx` (`file`) to a component. Runs on the server, never in a browser. */
export async function compileLesson(file: string, body: string): Promise<CompiledLesson> {
  let marks: readonly LessonMark[] = [];
  const collect = () => (tree: unknown) => {
    marks = readMarks(tree as MarkTree);
  };
  try {
    const { default: Body } = await evaluate(body, { ...runtime, remarkPlugins: [remarkGfm, collect] });
    return { Body, marks, mistakes: [] };
  } catch (error) {
    return { Body: null, marks, mistakes: [{ file, line: lineOf(error), key: "", what: sentence(error) }] };
  }
}

function lineOf(error: unknown): number | null {
  return typeof error === "object" && error !== null && "line" in error && typeof error.line === "number"
    ? error.line
    : null;
}

function sentence(error: unknown): string {
  if (typeof error === "object" && error !== null && "reason" in error) return String(error.reason);
  return error instanceof Error ? error.message : String(error);
}

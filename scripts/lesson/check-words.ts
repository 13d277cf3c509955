import { join } from "node:path";
import { createProcessor } from "@mdx-js/mdx";
import remarkGfm from "remark-gfm";
import { compileLesson } from "#app/_data/compile-lesson.ts";
import { readFolders } from "#app/_data/lesson-folder.ts";
import { locales } from "#lib/i18n/locales.ts";
import { checkLessonFacts, checkLessonKeys } from "#lib/lessons/check-lesson-keys.ts";
import { checkProse } from "#lib/lessons/check-prose.ts";
import { checkReferences } from "#lib/lessons/check-references.ts";
import { checkVersions } from "#lib/lessons/check-versions.ts";
import { glossary } from "#lib/lessons/glossary.ts";
import { checkMarks, type MarkTree } from "#lib/lessons/lesson-marks.ts";
import type { LessonMistake } from "#lib/lessons/lesson-mistake.ts";
import { type AuthoredLesson, listVersions } from "./lesson-case.ts";
import { knownLessons } from "./read-authored.ts";

/** Everything about a lesson that needs no run: keys, beats, pointers, and what its prose may hold. */
export async function checkWords(authored: AuthoredLesson): Promise<LessonMistake[]> {
  const { path, folder, lesson } = authored;
  const wrong = Object.keys(folder.wrong);
  const mistakes = [
    ...folder.mistakes,
    ...checkLessonFacts(lesson, { wrong, peers: Object.keys(folder.peers) }),
    ...checkVersions(lesson, folder, listVersions(authored)),
  ];
  for (const locale of locales) {
    const file = `${locale}.mdx`;
    const { text, body } = folder.texts[locale];
    mistakes.push(...checkLessonKeys(file, folder.texts[locale], lesson, wrong));
    const compiled = await compileLesson(file, body);
    mistakes.push(...compiled.mistakes);
    if (text === null || compiled.Body === null) continue;
    mistakes.push(
      ...checkMarks(file, compiled.marks, { lesson, text, glossary, exhibits: Object.keys(folder.exhibits) }),
    );
    const tree = createProcessor({ remarkPlugins: [remarkGfm] }).parse(body);
    mistakes.push(...checkProse(file, locale, tree as MarkTree));
    mistakes.push(...checkReferences(file, locale, folder.texts[locale], tree as MarkTree, knownLessons()));
  }
  const right = readFolders(join(path, "right"));
  return [...mistakes, ...tooFew(right, "right", 2), ...tooFew(folder.wrong, "wrong", 3)];
}

function tooFew(folders: object, name: string, least: number): LessonMistake[] {
  const { length } = Object.keys(folders);
  if (length >= least) return [];
  return [{ file: `${name}/`, line: null, key: "", what: `holds ${length} of at least ${least} versions` }];
}

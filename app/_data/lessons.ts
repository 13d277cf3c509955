import { join } from "node:path";
import type { MDXContent } from "mdx/types.js";
import { dictionaries } from "#lib/i18n/dictionaries.ts";
import { type Locale, locales } from "#lib/i18n/locales.ts";
import { checkLessonFacts, checkLessonKeys } from "#lib/lessons/check-lesson-keys.ts";
import { glossary } from "#lib/lessons/glossary.ts";
import type { Lesson } from "#lib/lessons/lesson.ts";
import { checkMarks } from "#lib/lessons/lesson-marks.ts";
import { type LessonMistake, sayMistake } from "#lib/lessons/lesson-mistake.ts";
import type { LessonText } from "#lib/lessons/lesson-text.ts";
import type { ProjectFile } from "#lib/lessons/project.ts";
import { compileLesson } from "./compile-lesson.ts";
import { type LessonFolder, listLessonFolders, readLessonFolder } from "./lesson-folder.ts";
import { loadCheck } from "./load-check.ts";

/** One lesson, read and judged. */
export type LoadedLesson = Omit<LessonFolder, "texts" | "mistakes"> & {
  readonly lesson: Lesson;
  readonly texts: Readonly<Record<Locale, LessonText>>;
  readonly bodies: Readonly<Record<Locale, MDXContent>>;
  /** Words of the glossary that its texts explain. */
  readonly terms: readonly string[];
};

export type ChapterId = keyof (typeof dictionaries)["en"]["lessons"]["chapters"];

const root = join(process.cwd(), "lessons");
let reading: Promise<readonly LoadedLesson[]> | null = null;

/** Every lesson, in order. Read from disk and compiled once in a process; a mistake in one names file, line and key. */
export function readLessons(): Promise<readonly LoadedLesson[]> {
  reading ??= Promise.all(listLessonFolders(root).map(({ chapter, name }) => readLesson(chapter, name)));
  return reading;
}

/** The lesson under a slug, with its neighbours; null when there is none. */
export async function findLesson(slug: string) {
  const lessons = await readLessons();
  const index = lessons.findIndex((lesson) => lesson.slug === slug);
  const lesson = lessons[index];
  if (lesson === undefined) return null;
  return { lesson, previous: lessons[index - 1] ?? null, next: lessons[index + 1] ?? null };
}

/** All chapters of the course in order; those without a lesson are still to come. */
export async function readChapters(): Promise<
  readonly { readonly id: ChapterId; readonly lessons: readonly LoadedLesson[] }[]
> {
  const lessons = await readLessons();
  const ids = Object.keys(dictionaries.en.lessons.chapters) as ChapterId[];
  return ids.map((id) => ({ id, lessons: lessons.filter(({ chapter }) => chapter === id) }));
}

/** `2.1` of `02-waiting/01-one-after-another`; the prologue counts from `P0`. */
export function lessonNumber({ chapter, name }: Pick<LoadedLesson, "chapter" | "name">): string {
  const [major, minor] = [Number.parseInt(chapter, 10), Number.parseInt(name, 10)];
  return major === 0 ? `P${minor - 1}` : `${major}.${minor}`;
}

async function readLesson(chapter: string, name: string): Promise<LoadedLesson> {
  const place = `lessons/${chapter}/${name}`;
  const folder = readLessonFolder(root, chapter, name);
  refuse(place, [...folder.mistakes, ...unnamedChapter(chapter)]);
  const lesson = await loadCheck(chapter, name);
  const wrong = Object.keys(folder.wrong);
  const [en, zh] = await Promise.all(locales.map((locale) => readText(folder, lesson, locale)));
  if (en === undefined || zh === undefined) throw new Error(`${place} has not both languages`);
  refuse(place, [
    ...checkLessonFacts(lesson, { wrong, peers: Object.keys(folder.peers) }),
    ...en.mistakes,
    ...zh.mistakes,
  ]);
  return {
    ...folder,
    start: yoursFirst(folder.start, lesson.yours),
    lesson,
    texts: { en: en.text, zh: zh.text },
    bodies: { en: en.Body, zh: zh.Body },
    terms: [...new Set([...en.terms, ...zh.terms])],
  };
}

/** What the learner may change comes first: it is not to be looked for behind what they may only read. */
function yoursFirst(files: readonly ProjectFile[], yours: readonly string[]): readonly ProjectFile[] {
  const rank = ({ path }: ProjectFile) => (yours.includes(path) ? yours.indexOf(path) : yours.length);
  return [...files].sort((a, b) => rank(a) - rank(b));
}

/** One language of a lesson whose front matter has the right form. */
async function readText(folder: LessonFolder, lesson: Lesson, locale: Locale) {
  const file = `${locale}.mdx`;
  const parsed = folder.texts[locale];
  const { text } = parsed;
  const { Body, marks, mistakes } = await compileLesson(file, parsed.body);
  if (text === null || Body === null) {
    refuse(`lessons/${folder.chapter}/${folder.name}`, mistakes);
    throw new Error(`${file} could not be read`);
  }
  const found = [
    ...checkLessonKeys(file, parsed, lesson, Object.keys(folder.wrong)),
    ...checkMarks(file, marks, { lesson, text, glossary, exhibits: Object.keys(folder.exhibits) }),
  ];
  const terms = marks.flatMap(({ name, attributes }) => (name === "Term" ? (attributes.id ?? []) : []));
  return { text, Body, mistakes: found, terms };
}

function unnamedChapter(chapter: string): LessonMistake[] {
  if (Object.hasOwn(dictionaries.en.lessons.chapters, chapter)) return [];
  return [{ file: "", line: null, key: chapter, what: "is a chapter that the dictionaries do not name" }];
}

function refuse(place: string, mistakes: readonly LessonMistake[]): void {
  if (mistakes.length > 0) throw new Error(mistakes.map((each) => sayMistake(place, each)).join("\n"));
}

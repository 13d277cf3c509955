import { existsSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { listLessonFolders, readLessonFolder } from "#app/_data/lesson-folder.ts";
import type { KnownLesson } from "#lib/lessons/check-references.ts";
import type { Lesson } from "#lib/lessons/lesson.ts";
import type { AuthoredLesson } from "./lesson-case.ts";

const repository = join(import.meta.dirname, "../..");

/** The folder of every lesson of the repository, in order. */
export function lessonPaths(root = join(repository, "lessons")): string[] {
  return listLessonFolders(root).map(({ chapter, name }) => join(root, chapter, name));
}

/** The folder that somebody means by a slug (`one-after-another`), by `chapter/lesson` or by a path; null: none. */
export function findLessonPath(meant: string): string | null {
  const paths = lessonPaths();
  const asPath = [resolve(meant), join(repository, "lessons", meant)].find((path) =>
    existsSync(join(path, "check.ts")),
  );
  return asPath ?? paths.find((path) => slugOf(path) === meant) ?? null;
}

/** Reads a lesson with its `check.ts`. What is wrong with its texts is in `folder.mistakes`; a broken check.ts throws. */
export async function readAuthored(path: string): Promise<AuthoredLesson> {
  const [name, chapter] = [basename(path), basename(dirname(path))];
  const folder = readLessonFolder(dirname(dirname(path)), chapter, name);
  const module: { readonly default: Lesson } = await import(pathToFileURL(join(path, "check.ts")).href);
  return { path, place: relative(repository, path), folder, lesson: module.default };
}

/** All lessons of the repository by the numbers that texts call them by. */
export function knownLessons(): KnownLesson[] {
  return lessonPaths().map((path) => {
    const [chapter, lesson] = [basename(dirname(path)), basename(path)].map((name) =>
      Number.parseInt(name, 10),
    );
    return { number: `${chapter}.${lesson}`, slug: slugOf(path) };
  });
}

function slugOf(path: string): string {
  return basename(path).replace(/^\d\d-/, "");
}

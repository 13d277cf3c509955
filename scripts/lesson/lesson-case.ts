import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type LessonFolder, readFolders } from "#app/_data/lesson-folder.ts";
import { defaultSettings } from "#components/playground/to-settings.ts";
import type { CheckAsk } from "#lib/lessons/check-lesson.ts";
import type { AuthoredVersion } from "#lib/lessons/check-versions.ts";
import { chosenSettingsSchema } from "#lib/lessons/chosen-settings.ts";
import type { Lesson } from "#lib/lessons/lesson.ts";
import type { ProjectFile } from "#lib/lessons/project.ts";

/** One version of the learner's part of a lesson, and what the check must say about it. */
export type LessonCase = {
  /** `start`, `solution`, `right/race`, `wrong/race`. */
  readonly name: string;
  readonly learner: CheckAsk["learner"];
  readonly must:
    | { readonly kind: "fail" }
    | { readonly kind: "pass" }
    | { readonly kind: "say"; readonly feedback: string };
};

/** A lesson's folder on the disk together with its `check.ts`. */
export type AuthoredLesson = {
  /** Where it is, from the repository's root: `lessons/02-waiting/01-one-after-another`. */
  readonly place: string;
  readonly path: string;
  readonly folder: LessonFolder;
  readonly lesson: Lesson;
};

const answersSchema = z.record(z.string(), z.string());

/** Every version that the folder holds: the start, the solution, and those below `right/` and `wrong/`. */
export function listCases({ path, folder, lesson }: AuthoredLesson): LessonCase[] {
  const toCase = (name: string, files: readonly ProjectFile[], must: LessonCase["must"]): LessonCase => {
    const changed = new Set(files.map((file) => file.path));
    const rest = folder.start.filter((file) => !changed.has(file.path));
    const settings = {
      ...defaultSettings,
      ...lesson.shown.settings,
      ...readChoice(join(path, name, "settings.json"), chosenSettingsSchema),
    };
    const answers = readChoice(join(path, name, "answers.json"), answersSchema) ?? {};
    return { name, learner: { files: [...rest, ...files], settings, answers }, must };
  };
  return [
    toCase("start", [], { kind: "fail" }),
    toCase("solution", folder.solution, { kind: "pass" }),
    ...Object.entries(readFolders(join(path, "right"))).map(([name, files]) =>
      toCase(`right/${name}`, files, { kind: "pass" }),
    ),
    ...Object.entries(folder.wrong).map(([name, files]) =>
      toCase(`wrong/${name}`, files, { kind: "say", feedback: name }),
    ),
  ];
}

/** The same versions but the start, as they lie in the folder. */
export function listVersions({ path, folder }: AuthoredLesson): AuthoredVersion[] {
  const right = readFolders(join(path, "right"));
  const named: [string, readonly ProjectFile[]][] = [
    ["solution", folder.solution],
    ...Object.entries(right).map(([name, files]): [string, readonly ProjectFile[]] => [
      `right/${name}`,
      files,
    ]),
    ...Object.entries(folder.wrong).map(([name, files]): [string, readonly ProjectFile[]] => [
      `wrong/${name}`,
      files,
    ]),
  ];
  return named.map(([name, files]) => ({
    name,
    files,
    answers: readChoice(join(path, name, "answers.json"), answersSchema) ?? null,
  }));
}

/** What the learner chose beside the code. Throws with the file's name when it is not of that form. */
function readChoice<Choice>(file: string, schema: z.ZodType<Choice>): Choice | undefined {
  if (!existsSync(file)) return undefined;
  const parsed = schema.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

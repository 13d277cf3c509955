import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Locale, locales } from "#lib/i18n/locales.ts";
import { type ChosenSettings, chosenSettingsSchema } from "#lib/lessons/chosen-settings.ts";
import type { LessonMistake } from "#lib/lessons/lesson-mistake.ts";
import { localizeSource } from "#lib/lessons/localize-source.ts";
import { type ParsedLessonText, parseLessonText } from "#lib/lessons/parse-lesson-text.ts";
import type { ProjectFile } from "#lib/lessons/project.ts";
import { parseRecordFile } from "#lib/record/record-file.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { type LoadedExhibit, readExhibits } from "./exhibit-folder.ts";
import { readFiles } from "./read-files.ts";

/** One lesson as it lies on the disk; what `check.ts` says is not part of it. */
export type LessonFolder = {
  /** `02-waiting` and `01-one-after-another`. */
  readonly chapter: string;
  readonly name: string;
  readonly slug: string;
  readonly texts: Readonly<Record<Locale, ParsedLessonText>>;
  readonly start: readonly ProjectFile[];
  /** Only the files that differ from `start`. */
  readonly solution: readonly ProjectFile[];
  readonly wrong: Readonly<Record<string, readonly ProjectFile[]>>;
  /** What these choose in `settings.json`, by `solution` and `wrong/race`; absent where a version chooses nothing. */
  readonly settings: Readonly<Record<string, ChosenSettings>>;
  readonly peers: Readonly<Record<string, readonly ProjectFile[]>>;
  /** The run made from `start`, as record and as file; null until it was recorded. */
  readonly recorded: { readonly record: RunRecord; readonly file: string } | null;
  /** What `<Exhibit id="…"/>` shows, by id. */
  readonly exhibits: Readonly<Record<string, LoadedExhibit>>;
  readonly mistakes: readonly LessonMistake[];
};

const numbered = /^\d\d-[a-z0-9-]+$/;
/** Beside the code of a solution: what the learner would choose on the page. */
const choices = ["settings.json", "answers.json"];

/** Chapter and name of every lesson below `root`, in order. */
export function listLessonFolders(root: string): { readonly chapter: string; readonly name: string }[] {
  return foldersOf(root).flatMap((chapter) =>
    foldersOf(join(root, chapter)).map((name) => ({ chapter, name })),
  );
}

/** Reads one lesson. What is wrong with it is in its `mistakes`; nothing is thrown for an author's mistake. */
export function readLessonFolder(root: string, chapter: string, name: string): LessonFolder {
  const folder = join(root, chapter, name);
  const texts = {
    en: parseLessonText("en.mdx", readText(folder, "en.mdx")),
    zh: parseLessonText("zh.mdx", readText(folder, "zh.mdx")),
  };
  const recorded = readRecorded(folder);
  const start = readSources(join(folder, "start"));
  const { exhibits, mistakes: inExhibits } = readExhibits(folder);
  const wrong = readFolders(join(folder, "wrong"));
  const versions = ["solution", ...Object.keys(wrong).map((each) => `wrong/${each}`)];
  const { settings, mistakes: inSettings } = readSettings(folder, versions);
  const missing = [
    ...(start.length > 0 ? [] : [mistake("start", "is missing: what the learner begins with")]),
    ...(existsSync(/* turbopackIgnore: true */ join(folder, "check.ts"))
      ? []
      : [mistake("check.ts", "is missing: what the lesson asks for")]),
  ];
  return {
    chapter,
    name,
    slug: name.replace(/^\d\d-/, ""),
    texts,
    start,
    solution: readSources(join(folder, "solution")),
    wrong,
    settings,
    peers: readFolders(join(folder, "peers")),
    recorded: recorded !== null && "record" in recorded ? recorded : null,
    exhibits,
    mistakes: [
      ...locales.flatMap((locale) => texts[locale].mistakes),
      ...missing,
      ...inExhibits,
      ...inSettings,
      ...(recorded !== null && "what" in recorded ? [recorded] : []),
    ],
  };
}

/** The same files with the comments of one language only. */
export function inLanguage(files: readonly ProjectFile[], locale: Locale): ProjectFile[] {
  return files.map(({ path, content }) => ({ path, content: localizeSource(content, locale) }));
}

function foldersOf(path: string): string[] {
  if (!existsSync(/* turbopackIgnore: true */ path)) return [];
  const entries = readdirSync(/* turbopackIgnore: true */ path, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && numbered.test(entry.name))
    .map((entry) => entry.name)
    .sort();
}

function readText(folder: string, file: string): string {
  const path = join(folder, file);
  return existsSync(/* turbopackIgnore: true */ path)
    ? readFileSync(/* turbopackIgnore: true */ path, "utf8")
    : "";
}

/** All files below a folder but the choices. */
function readSources(folder: string): ProjectFile[] {
  return readFiles(folder).filter(({ path }) => !choices.includes(path));
}

/** Folder name → its files. */
export function readFolders(path: string): Record<string, readonly ProjectFile[]> {
  if (!existsSync(/* turbopackIgnore: true */ path)) return {};
  const names = readdirSync(/* turbopackIgnore: true */ path, { withFileTypes: true });
  return Object.fromEntries(
    names
      .filter((entry) => entry.isDirectory())
      .map((entry) => [entry.name, readSources(join(path, entry.name))]),
  );
}

function readSettings(folder: string, versions: readonly string[]) {
  const settings: Record<string, ChosenSettings> = {};
  const mistakes: LessonMistake[] = [];
  for (const version of versions) {
    const file = `${version}/settings.json`;
    const text = readText(folder, file);
    if (text === "") continue;
    const parsed = chosenSettingsSchema.safeParse(parseJson(text));
    if (parsed.success) settings[version] = parsed.data as ChosenSettings;
    else mistakes.push(mistake(file, `is not of that form: ${parsed.error.issues[0]?.message}`));
  }
  return { settings, mistakes };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readRecorded(folder: string): LessonFolder["recorded"] | LessonMistake {
  const file = readText(folder, "recorded.json");
  if (file === "") return null;
  const parsed = parseRecordFile(file);
  return parsed.ok
    ? { record: parsed.value, file }
    : mistake("recorded.json", `is no record: ${JSON.stringify(parsed.problem)}`);
}

function mistake(file: string, what: string): LessonMistake {
  return { file, line: null, key: "", what };
}

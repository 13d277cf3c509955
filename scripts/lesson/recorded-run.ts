import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inLanguage } from "#app/_data/lesson-folder.ts";
import type { Failure } from "#components/playground/failure.ts";
import { defaultSettings } from "#components/playground/to-settings.ts";
import type { RunsChecks } from "#lib/lessons/check-lesson.ts";
import type { LessonMistake } from "#lib/lessons/lesson-mistake.ts";
import type { ProjectFile } from "#lib/lessons/project.ts";
import { toRecordFile } from "#lib/record/record-file.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import type { AuthoredLesson } from "./lesson-case.ts";

export const recordedFiles = { start: "recorded.json", solution: "recorded-solution.json" } as const;
export type RecordedName = keyof typeof recordedFiles;

/** Makes the run that the page shows. Throws with the reason when it cannot be made. */
export async function makeShownRun(
  authored: AuthoredLesson,
  version: RecordedName,
  run: RunsChecks<Failure>,
): Promise<RunRecord> {
  const { experiment, settings, title } = authored.lesson.shown;
  const chosen = { ...defaultSettings, ...settings, ...authored.folder.settings[version] };
  const { record, problem } = await run(
    { files: sourcesOf(authored, version), experiment, settings: chosen },
    () => {},
  );
  if (record === null) throw new Error(`the run could not be made: ${JSON.stringify(problem)}`);
  return { ...record, header: { ...record.header, title } };
}

/** Writes it beside the lesson, together with the name of the sources it was made from. */
export function writeRecorded(authored: AuthoredLesson, version: RecordedName, record: RunRecord): string {
  const file = join(authored.path, recordedFiles[version]);
  const json = { madeFrom: nameOfSources(authored, version), ...JSON.parse(toRecordFile(record)) };
  writeFileSync(file, `${JSON.stringify(json)}\n`);
  return file;
}

/** Whether the recorded runs were made from the sources as they are today. That of the solution may be missing. */
export function checkSources(authored: AuthoredLesson): LessonMistake[] {
  const again = `run: npm run lesson ${authored.folder.slug} -- --record`;
  return (["start", "solution"] as const).flatMap((version): LessonMistake[] => {
    const file = recordedFiles[version];
    const path = join(authored.path, file);
    if (!existsSync(path)) {
      return version === "solution" ? [] : [{ file, line: null, key: "", what: `is missing; ${again}` }];
    }
    const { madeFrom } = JSON.parse(readFileSync(path, "utf8")) as { madeFrom?: string };
    if (madeFrom === nameOfSources(authored, version)) return [];
    return [{ file, line: null, key: "madeFrom", what: `was made from another ${version}/; ${again}` }];
  });
}

/** Lines of a record are lines of the sources as one language's readers see them; in every language they are the same. */
function sourcesOf({ folder }: AuthoredLesson, version: RecordedName): ProjectFile[] {
  const own = version === "solution" ? folder.solution : [];
  const rest = folder.start.filter(({ path }) => !own.some((file) => file.path === path));
  return inLanguage([...rest, ...own], "en");
}

function nameOfSources(authored: AuthoredLesson, version: RecordedName): string {
  const { experiment, settings } = authored.lesson.shown;
  const files = sourcesOf(authored, version).sort((a, b) => (a.path < b.path ? -1 : 1));
  const chosen = authored.folder.settings[version];
  return createHash("sha256")
    .update(JSON.stringify([files, experiment, settings, ...(chosen === undefined ? [] : [chosen])]))
    .digest("hex")
    .slice(0, 32);
}

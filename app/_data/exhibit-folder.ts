import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { z } from "zod";
import type { Locale } from "#lib/i18n/locales.ts";
import { checkExhibit } from "#lib/lessons/check-exhibit.ts";
import {
  type Exhibit,
  type ExhibitMessages,
  type ExhibitText,
  exhibitMessagesSchema,
  exhibitSchema,
  exhibitTextSchema,
} from "#lib/lessons/exhibit.ts";
import type { LessonMistake } from "#lib/lessons/lesson-mistake.ts";
import type { ProjectFile } from "#lib/lessons/project.ts";
import { parseRecordFile } from "#lib/record/record-file.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { readFiles } from "./read-files.ts";

/** A program from elsewhere beside a lesson, as `<Exhibit id="…"/>` shows it. */
export type LoadedExhibit = {
  readonly id: string;
  readonly exhibit: Exhibit;
  readonly before: readonly ProjectFile[];
  readonly after: readonly ProjectFile[];
  readonly texts: Readonly<Record<Locale, ExhibitText>>;
  /** What the programs of `before/` printed; null where none of them says anything. */
  readonly messages: ExhibitMessages | null;
  readonly runs: Readonly<Record<string, RunRecord>>;
};

export type ReadExhibits = {
  readonly exhibits: Readonly<Record<string, LoadedExhibit>>;
  readonly mistakes: readonly LessonMistake[];
};

/** Every exhibit of a lesson, and what is wrong with them. */
export function readExhibits(lessonFolder: string): ReadExhibits {
  const root = join(lessonFolder, "exhibit");
  const mistakes: LessonMistake[] = [];
  const read = namesIn(root).flatMap((id) => readExhibit(join(root, id), id, mistakes) ?? []);
  return { exhibits: Object.fromEntries(read.map((exhibit) => [exhibit.id, exhibit])), mistakes };
}

/** Names the programs that messages and runs were made from. */
export function exhibitSources(
  exhibit: Exhibit,
  before: readonly ProjectFile[],
  after: readonly ProjectFile[],
): string {
  return createHash("sha256")
    .update(JSON.stringify([exhibit, before, after]))
    .digest("hex")
    .slice(0, 32);
}

function readExhibit(folder: string, id: string, mistakes: LessonMistake[]): LoadedExhibit | null {
  const place = `exhibit/${id}`;
  const say = (file: string, key: string, what: string) =>
    mistakes.push({ file: `${place}/${file}`, line: null, key, what });
  const readAs = <Schema extends z.ZodType>(file: string, schema: Schema): z.infer<Schema> | null => {
    try {
      const parsed = schema.safeParse(
        parse(readFileSync(/* turbopackIgnore: true */ join(folder, file), "utf8")),
      );
      if (parsed.success) return parsed.data;
      for (const { path, message } of parsed.error.issues) say(file, path.join("."), message);
    } catch (error) {
      say(file, "", error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error));
    }
    return null;
  };
  const exhibit = readAs("exhibit.json", exhibitSchema);
  const en = readAs("en.yaml", exhibitTextSchema);
  const zh = readAs("zh.yaml", exhibitTextSchema);
  if (exhibit === null || en === null || zh === null) return null;
  const before = readFiles(join(folder, "before"));
  const after = readFiles(join(folder, "after"));
  const hasMessages = existsSync(/* turbopackIgnore: true */ join(folder, "messages.json"));
  const messages = hasMessages ? readAs("messages.json", exhibitMessagesSchema) : null;
  const sources = exhibitSources(exhibit, before, after);
  const again = "was made from other programs; run: node scripts/record-python.ts";
  if (messages !== null && messages.madeFrom !== sources) say("messages.json", "madeFrom", again);
  const runs: Record<string, RunRecord> = {};
  for (const key of Object.keys(exhibit.runs)) {
    const path = join(folder, "runs", `${key}.json`);
    if (!existsSync(/* turbopackIgnore: true */ path)) continue;
    const file = readFileSync(/* turbopackIgnore: true */ path, "utf8");
    const parsed = parseRecordFile(file);
    if (!parsed.ok) say(`runs/${key}.json`, "", `is no record: ${JSON.stringify(parsed.problem)}`);
    else runs[key] = parsed.value;
    if (parsed.ok && (JSON.parse(file) as { madeFrom?: string }).madeFrom !== sources)
      say(`runs/${key}.json`, "madeFrom", again);
  }
  const said = Object.keys(messages?.messages ?? {});
  const texts = { "en.yaml": en, "zh.yaml": zh } satisfies Record<`${Locale}.yaml`, ExhibitText>;
  mistakes.push(
    ...checkExhibit({ place, exhibit, before, after, texts, messages: said, runs: Object.keys(runs) }),
  );
  return { id, exhibit, before, after, texts: { en, zh }, messages, runs };
}

function namesIn(folder: string): string[] {
  if (!existsSync(/* turbopackIgnore: true */ folder)) return [];
  return readdirSync(/* turbopackIgnore: true */ folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

import type { Exhibit, ExhibitText } from "./exhibit.ts";
import type { LessonMistake } from "./lesson-mistake.ts";
import type { ProjectFile } from "./project.ts";

type Parts = {
  /** `exhibit/article`. */
  readonly place: string;
  readonly exhibit: Exhibit;
  readonly before: readonly ProjectFile[];
  readonly after: readonly ProjectFile[];
  /** File name → its text. */
  readonly texts: Readonly<Record<string, ExhibitText>>;
  /** Keys of the messages and of the runs that were recorded. */
  readonly messages: readonly string[];
  readonly runs: readonly string[];
};

/** Holds the parts of an exhibit against each other: marks, words in both languages, messages and runs. */
export function checkExhibit({
  place,
  exhibit,
  before,
  after,
  texts,
  messages,
  runs,
}: Parts): LessonMistake[] {
  const say = (file: string, key: string, what: string): LessonMistake => ({
    file: `${place}/${file}`,
    line: null,
    key,
    what,
  });
  const noteKeys = exhibit.notes.map(({ key }) => key);
  const runKeys = Object.keys(exhibit.runs);
  const again = "run: node scripts/record-python.ts";

  const lost = exhibit.notes.flatMap(({ key, file, marks }) => {
    const content = before.find(({ path }) => path === file)?.content;
    if (content === undefined) return [say("exhibit.json", key, `there is no before/${file}`)];
    const times = content.split(marks).length - 1;
    return times === 1
      ? []
      : [say("exhibit.json", key, `"${marks}" occurs ${times} times in before/${file}`)];
  });
  const twice = noteKeys
    .filter((key, index) => noteKeys.indexOf(key) !== index)
    .map((key) => say("exhibit.json", key, "names two notes"));
  const strangers = Object.entries(exhibit.runs).flatMap(([key, { client }]) =>
    ["server.py", client]
      .filter((path) => !after.some((file) => file.path === path))
      .map((path) => say("exhibit.json", `runs.${key}`, `there is no after/${path}`)),
  );
  const words = Object.entries(texts).flatMap(([file, text]) => [
    ...differences(noteKeys, Object.keys(text.notes)).map(([key, what]) => say(file, `notes.${key}`, what)),
    ...differences(runKeys, Object.keys(text.runs)).map(([key, what]) => say(file, `runs.${key}`, what)),
  ]);
  const unsaid = noteKeys
    .filter((key) => !messages.includes(key))
    .map((key) => say("messages.json", key, `is missing; ${again}`));
  const unseen = runKeys
    .filter((key) => !runs.includes(key))
    .map((key) => say(`runs/${key}.json`, "", `is missing; ${again}`));
  return [...lost, ...twice, ...strangers, ...words, ...unsaid, ...unseen];
}

function differences(asked: readonly string[], said: readonly string[]): (readonly [string, string])[] {
  return [
    ...asked
      .filter((key) => !said.includes(key))
      .map((key) => [key, "missing: exhibit.json has it"] as const),
    ...said
      .filter((key) => !asked.includes(key))
      .map((key) => [key, "unknown: exhibit.json has no such key"] as const),
  ];
}

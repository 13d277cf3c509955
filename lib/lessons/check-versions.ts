import { locales } from "#lib/i18n/locales.ts";
import type { Lesson } from "./lesson.ts";
import type { LessonMistake } from "./lesson-mistake.ts";
import { languageOf } from "./localize-source.ts";
import { isYours, type LessonFiles, type ProjectFile } from "./project.ts";

/** One version of the learner's part: `solution`, `right/computed`, `wrong/race`. */
export type AuthoredVersion = {
  readonly name: string;
  readonly files: readonly ProjectFile[];
  /** Of `answers.json`; null: it has none. */
  readonly answers: Readonly<Record<string, string>> | null;
};

/**
 * What lies in the folders of a lesson and does nothing: files that no learner may change, names under `yours` that are no
 * file, answers that nobody asked for, and a comment in one language alone.
 */
export function checkVersions(
  { yours, questions }: Pick<Lesson, "yours" | "questions">,
  files: LessonFiles,
  versions: readonly AuthoredVersion[],
): LessonMistake[] {
  const say = (file: string, key: string, what: string): LessonMistake => ({ file, line: null, key, what });
  const solution = versions.find(({ name }) => name === "solution")?.files ?? [];
  const unknown = yours
    .filter((path) => ![...files.start, ...solution].some((file) => file.path === path))
    .map((path) => say("check.ts", "yours", `there is no start/${path}`));
  const foreign = versions.flatMap(({ name, files: own }) =>
    own
      .filter(({ path }) => !isYours(path, yours, files))
      .map(({ path }) =>
        say(`${name}/${path}`, "", "is not looked at: check.ts does not name it under yours"),
      ),
  );
  const unasked = versions.flatMap(({ name, answers }) =>
    Object.entries(answers ?? {}).flatMap(([key, answer]) => {
      const options = questions[key]?.options;
      if (options === undefined) return [say(`${name}/answers.json`, key, "check.ts asks no such question")];
      return options.includes(answer)
        ? []
        : [say(`${name}/answers.json`, key, `"${answer}" is none of the options`)];
    }),
  );
  const folders = [
    { name: "start", files: files.start },
    ...Object.entries(files.peers).map(([name, peer]) => ({ name: `peers/${name}`, files: peer })),
    ...versions,
  ];
  const comments = folders.flatMap(({ name, files: own }) =>
    own.flatMap(({ path, content }) => inOneLanguage(`${name}/${path}`, content)),
  );
  const isEmpty = solution.length === 0;
  const none = isEmpty
    ? [say("solution/", "", "holds no file: those that differ from start/ belong there")]
    : [];
  return [...none, ...unknown, ...foreign, ...unasked, ...comments];
}

/** Tagged comments that stand together must hold every language. */
function inOneLanguage(file: string, content: string): LessonMistake[] {
  const mistakes: LessonMistake[] = [];
  let group = new Set<string>();
  let from = 1;
  for (const [index, line] of [...content.split("\n"), ""].entries()) {
    const language = languageOf(line);
    if (language !== null) {
      if (group.size === 0) from = index + 1;
      group.add(language);
      continue;
    }
    const lacking = group.size === 0 ? [] : locales.filter((locale) => !group.has(locale));
    for (const locale of lacking)
      mistakes.push({
        file,
        line: from,
        key: "",
        what: `this comment has no line that begins with ${locale}:`,
      });
    group = new Set();
  }
  return mistakes;
}

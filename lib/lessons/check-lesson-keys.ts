import { createRandom } from "#lib/random.ts";
import { folderOf } from "./disproof.ts";
import type { Lesson } from "./lesson.ts";
import type { LessonMistake } from "./lesson-mistake.ts";
import type { ParsedLessonText } from "./parse-lesson-text.ts";

/** Holds the keys of one language's front matter against those of `check.ts` and the folders below `wrong/`. */
export function checkLessonKeys(
  file: string,
  { text, lineOf }: ParsedLessonText,
  lesson: Lesson,
  wrong: readonly string[],
): LessonMistake[] {
  if (text === null) return [];
  const mistakes: LessonMistake[] = [];
  const compare = (path: readonly string[], said: object, asked: readonly string[], where: string) => {
    const keys = Object.keys(said);
    for (const key of asked) {
      if (keys.includes(key)) continue;
      const at = [...path, key];
      mistakes.push({ file, line: lineOf(at), key: at.join("."), what: `missing: ${where} has it` });
    }
    for (const key of keys) {
      if (asked.includes(key)) continue;
      const at = [...path, key];
      mistakes.push({ file, line: lineOf(at), key: at.join("."), what: `unknown: ${where} has no such key` });
    }
  };
  compare(["runs"], text.runs, plannedRuns(lesson), "check.ts");
  compare(["goals"], text.goals, Object.keys(lesson.goals), "check.ts");
  compare(["feedback"], text.feedback, wrong, "wrong/");
  compare(["pins"], text.pins, Object.keys(lesson.pins), "check.ts");
  compare(["why", "options"], text.why.options, lesson.why.options, "check.ts");
  compare(["questions"], text.questions, Object.keys(lesson.questions), "check.ts");
  compare(["predictions"], text.predictions, Object.keys(lesson.predictions), "check.ts");
  for (const [key, prediction] of Object.entries(lesson.predictions)) {
    const options = prediction.kind === "choice" ? prediction.options : [];
    compare(["predictions", key, "options"], text.predictions[key]?.options ?? {}, options, "check.ts");
  }
  for (const [key, { options }] of Object.entries(lesson.questions))
    compare(["questions", key, "options"], text.questions[key]?.options ?? {}, options, "check.ts");
  return mistakes;
}

const network = { delayMs: 0, jitterMs: 0, bandwidthKbps: 0 };

/** The names of a check's runs; which they are does not depend on what it draws. */
function plannedRuns({ plan, shown }: Lesson): string[] {
  const settings = {
    workers: null,
    queueLimit: null,
    network,
    protocol: "connect",
    codec: "binary",
    calls: 1,
  } as const;
  return Object.keys(plan(createRandom(1), { settings: { ...settings, ...shown.settings }, answers: {} }));
}

/** Keys within `check.ts` that point at each other or at folders. */
export function checkLessonFacts(
  lesson: Lesson,
  { wrong, peers }: { readonly wrong: readonly string[]; readonly peers: readonly string[] },
): LessonMistake[] {
  const mistakes: LessonMistake[] = [];
  const say = (key: string, what: string) => mistakes.push({ file: "check.ts", line: null, key, what });
  const { answer, options, disproof } = lesson.why;
  if (!options.includes(answer)) say("why.answer", `"${answer}" is none of the options`);
  for (const [option, by] of Object.entries(disproof)) {
    const key = `why.disproof.${option}`;
    if (!options.includes(option)) say(key, "is none of the options");
    if (option === answer) say(key, "would disprove the right answer");
    const folder = folderOf(by);
    if (folder !== undefined && !wrong.includes(folder)) say(key, `there is no wrong/${folder}`);
    const peer = typeof by === "string" ? undefined : by.peer;
    if (peer !== undefined && !peers.includes(peer)) say(key, `there is no peers/${peer}`);
  }
  for (const option of options) {
    if (option !== answer && disproof[option] === undefined)
      say(
        `why.disproof.${option}`,
        "is missing: every wrong answer offers the run that shows why it is wrong",
      );
  }
  for (const [key, prediction] of Object.entries(lesson.predictions)) {
    if (prediction.kind === "choice" && !prediction.options.includes(prediction.answer))
      say(`predictions.${key}.answer`, `"${prediction.answer}" is none of the options`);
  }
  return mistakes;
}

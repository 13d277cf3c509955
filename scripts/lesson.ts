import { parseArgs } from "node:util";
import { type LessonMistake, sayMistake } from "#lib/lessons/lesson-mistake.ts";
import { checkShown } from "./lesson/check-shown.ts";
import { checkWords } from "./lesson/check-words.ts";
import { judgeCase } from "./lesson/judge-case.ts";
import { type AuthoredLesson, listCases } from "./lesson/lesson-case.ts";
import { openRunner, type Runner } from "./lesson/open-runner.ts";
import { headOf, lineOf } from "./lesson/print-case.ts";
import { findLessonPath, lessonPaths, readAuthored } from "./lesson/read-authored.ts";
import { makeShownRun, writeRecorded } from "./lesson/recorded-run.ts";

/**
 * `npm run lesson <slug or folder>`: holds a lesson against the real backend and says what is off. Without a name: all.
 *
 *   -- --start, --solution, --right, --wrong   only these versions
 *   -- --only wrong/race                       only this one
 *   -- --record                                writes recorded.json and recorded-solution.json first
 *   -- --words                                 only what needs no run
 *   -- --origin http://127.0.0.1:8080          on a server that runs already
 *   -- --seed 7                                other hidden values
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    start: { type: "boolean" },
    solution: { type: "boolean" },
    right: { type: "boolean" },
    wrong: { type: "boolean" },
    only: { type: "string" },
    record: { type: "boolean" },
    words: { type: "boolean" },
    origin: { type: "string" },
    seed: { type: "string", default: "1" },
  },
});

const chosen = (["start", "solution", "right", "wrong"] as const).filter((kind) => values[kind] === true);

function isChosen(name: string): boolean {
  if (values.only !== undefined) return name === values.only;
  return chosen.length === 0 || chosen.some((kind) => name === kind || name.startsWith(`${kind}/`));
}

/** How many things are off. */
async function report(authored: AuthoredLesson, runner: Runner | null): Promise<number> {
  console.log(`\n${authored.place}`);
  let off = 0;
  const say = (mistakes: readonly LessonMistake[]) => {
    off += mistakes.length;
    for (const mistake of mistakes) console.log(`  OFF: ${sayMistake(authored.place, mistake)}`);
  };
  say(await checkWords(authored));
  if (runner === null) return off;
  const isWhole = chosen.length === 0 && values.only === undefined;
  if (isWhole) say(await checkShown(authored, runner.run));
  console.log(headOf(authored.lesson));
  for (const one of listCases(authored).filter(({ name }) => isChosen(name))) {
    const judged = await judgeCase(authored, one, runner.run, Number(values.seed));
    if (judged.off !== null) off += 1;
    console.log(lineOf(judged));
  }
  return off;
}

async function record(authored: AuthoredLesson, { run }: Runner): Promise<void> {
  for (const version of ["start", "solution"] as const) {
    const runs = [];
    // The first one warms the runner up. Of the others the quickest met the fewest strangers on this machine.
    for (let made = 0; made < 4; made += 1) runs.push(await makeShownRun(authored, version, run));
    const [quickest] = runs.sort((a, b) => a.header.durationUs - b.header.durationUs);
    if (quickest !== undefined) console.log(`wrote ${writeRecorded(authored, version, quickest)}`);
  }
}

const paths = positionals.length === 0 ? lessonPaths() : positionals.map(findLessonPath);
const unknown = positionals.filter((_, index) => paths[index] === null);
if (unknown.length > 0) {
  console.error(`There is no lesson ${unknown.join(", ")}. Name a slug, or a folder with a check.ts.`);
  process.exit(2);
}
const runner = values.words === true ? null : await openRunner(values.origin);
let off = 0;
try {
  for (const path of paths.filter((one) => one !== null)) {
    let authored = await readAuthored(path);
    if (values.record === true && runner !== null) {
      await record(authored, runner);
      authored = await readAuthored(path);
    }
    off += await report(authored, runner);
  }
} finally {
  await runner?.stop();
}
console.log(off === 0 ? "\nNothing is off." : `\n${off} ${off === 1 ? "thing is" : "things are"} off.`);
process.exit(off === 0 ? 0 : 1);

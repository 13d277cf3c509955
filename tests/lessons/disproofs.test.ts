import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { defaultSettings } from "#components/playground/to-settings.ts";
import { composeDisproof, type DisproofParts } from "#lib/lessons/compose-disproof.ts";
import { type Run, toRun } from "#lib/lessons/evidence.ts";
import type { AuthoredLesson } from "#scripts/lesson/lesson-case.ts";
import { openRunner, type Runner } from "#scripts/lesson/open-runner.ts";
import { lessonPaths, readAuthored } from "#scripts/lesson/read-authored.ts";

/** The runs that are offered to a wrong answer, on the real backend. */
const lessons = await Promise.all(lessonPaths().map(readAuthored));
const patienceMs = 120_000;

let runner: Runner;
beforeAll(async () => {
  runner = await openRunner();
}, 120_000);
afterAll(() => runner?.stop());

function partsOf({ folder, lesson }: AuthoredLesson): DisproofParts {
  const wrongSettings = Object.keys(folder.wrong).flatMap((name) => {
    const chosen = folder.settings[`wrong/${name}`];
    return chosen === undefined ? [] : [[name, chosen] as const];
  });
  return {
    files: folder,
    wrong: folder.wrong,
    wrongSettings: Object.fromEntries(wrongSettings),
    shown: lesson.shown,
    settings: { ...defaultSettings, ...lesson.shown.settings },
  };
}

for (const authored of lessons) {
  // Those that wait run some at a time; where the order of what computes is asked, nobody else computes.
  const suite = authored.lesson.shown.computes === true ? describe : describe.concurrent;
  suite(authored.place, () => {
    for (const [option, disproof] of Object.entries(authored.lesson.why.disproof)) {
      const shows: (run: Run) => boolean =
        typeof disproof === "string" ? () => true : (disproof.shows ?? (() => true));
      test(
        `the run against “${option}” can be made and shows it`,
        async () => {
          const { record, problem } = await runner.run(
            composeDisproof(partsOf(authored), disproof),
            () => {},
          );
          // Sources that do not compile or load leave no record.
          if (record === null) throw new Error(JSON.stringify(problem));
          expect(["finished", "threw"]).toContain(record.header.outcome.kind);
          expect(shows(toRun(option, record))).toBe(true);
        },
        patienceMs,
      );
    }
  });
}

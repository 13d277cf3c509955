import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sayMistake } from "#lib/lessons/lesson-mistake.ts";
import { checkShown } from "#scripts/lesson/check-shown.ts";
import { checkWords } from "#scripts/lesson/check-words.ts";
import { judgeCase } from "#scripts/lesson/judge-case.ts";
import { listCases } from "#scripts/lesson/lesson-case.ts";
import { openRunner, type Runner } from "#scripts/lesson/open-runner.ts";
import { lessonPaths, readAuthored } from "#scripts/lesson/read-authored.ts";

/** Every lesson against the real backend: what `npm run lesson` says, as tests. */
const lessons = await Promise.all(lessonPaths().map(readAuthored));
/** A check may be made again on a busy machine. */
const patienceMs = 180_000;

let runner: Runner;
beforeAll(async () => {
  runner = await openRunner();
}, 120_000);
afterAll(() => runner?.stop());

test("there are lessons", () => {
  expect(lessons.length).toBeGreaterThan(0);
});

for (const authored of lessons) {
  // Lessons that wait run some at a time; those that compute have the machine to themselves.
  const suite = authored.lesson.shown.computes === true ? describe : describe.concurrent;
  suite(authored.place, () => judgeLesson(authored));
}

function judgeLesson(authored: (typeof lessons)[number]): void {
  const { place } = authored;
  const sentences = (mistakes: Awaited<ReturnType<typeof checkWords>>) =>
    mistakes.map((mistake) => sayMistake(place, mistake));

  test("both languages have the keys of the check, every pointer resolves, and no step is too long", async () => {
    expect(sentences(await checkWords(authored))).toEqual([]);
  });

  test(
    "its recorded run was made from today's start and tells what a run tells today",
    async () => {
      expect(sentences(await checkShown(authored, runner.run))).toEqual([]);
    },
    patienceMs,
  );

  for (const one of listCases(authored)) {
    test(
      `${one.name} ${inWords(one.must)}`,
      async () => {
        const seed = Math.trunc(Date.now() / 86_400_000);
        const judged = await judgeCase(authored, one, runner.run, seed);
        expect(judged.off).toBeNull();
      },
      patienceMs,
    );
  }
}

function inWords(must: ReturnType<typeof listCases>[number]["must"]): string {
  switch (must.kind) {
    case "fail":
      return "fails";
    case "pass":
      return "passes";
    case "say":
      return "fails with its own feedback";
  }
}

import { describe, expect, test } from "vitest";
import { createRandom, type Random } from "#lib/random.ts";
import { type LessonProgress, mergeProgress, noProgress, type Progress, progressSchema } from "./progress.ts";

const slugs = ["a", "b", "c"];

function anyLesson(random: Random): LessonProgress {
  const started = random.whole(0, 100);
  return {
    startedAtUnixMs: started,
    passedAtUnixMs: random.next() < 0.5 ? null : started + random.whole(0, 100),
    guesses: random.next() < 0.5 ? {} : { total: random.whole(0, 9) },
    answers: random.next() < 0.5 ? {} : { why: "loop" },
    hints: random.whole(0, 3),
    sawSolution: random.next() < 0.5,
  };
}

function anyProgress(random: Random): Progress {
  const lessons = slugs.filter(() => random.next() < 0.6).map((slug) => [slug, anyLesson(random)]);
  return { ...noProgress, lessons: Object.fromEntries(lessons) };
}

/** What must not depend on the side it comes from; of two guesses either may stay. */
const kept = ({ lessons }: Progress) =>
  Object.fromEntries(
    Object.entries(lessons).map(([slug, { guesses, answers, ...rest }]) => [
      slug,
      { ...rest, guesses: Object.keys(guesses).sort(), answers: Object.keys(answers).sort() },
    ]),
  );

const random = createRandom(11);
const pairs = Array.from({ length: 200 }, () => [anyProgress(random), anyProgress(random)] as const);

describe("joining two progresses", () => {
  test("keeps the same, whichever comes first", () => {
    for (const [a, b] of pairs) expect(kept(mergeProgress(a, b))).toEqual(kept(mergeProgress(b, a)));
  });

  test("twice is the same as once", () => {
    for (const [a, b] of pairs) {
      const once = mergeProgress(a, b);
      expect(mergeProgress(once, b)).toEqual(once);
      expect(mergeProgress(a, a)).toEqual(a);
    }
  });

  test("loses nothing that either has reached", () => {
    for (const [a, b] of pairs) {
      const both = mergeProgress(a, b);
      expect(progressSchema.parse(both)).toEqual(both);
      for (const { lessons } of [a, b]) {
        for (const [slug, lesson] of Object.entries(lessons)) {
          const joined = both.lessons[slug];
          expect(joined?.hints).toBeGreaterThanOrEqual(lesson.hints);
          if (lesson.passedAtUnixMs !== null) expect(joined?.passedAtUnixMs).not.toBeNull();
          expect(Object.keys(joined?.guesses ?? {})).toEqual(
            expect.arrayContaining(Object.keys(lesson.guesses)),
          );
        }
      }
    }
  });
});

import { z } from "zod";

/** What one learner has done, kept in the browser and in exported files. Keys are slugs. */
export const progressSchema = z.strictObject({
  format: z.literal("rpc-playground-progress"),
  version: z.literal(1),
  /** Where "continue where you were" leads. */
  last: z.strictObject({ lesson: z.string(), beat: z.string() }).nullable(),
  lessons: z.record(
    z.string(),
    z.strictObject({
      startedAtUnixMs: z.number(),
      passedAtUnixMs: z.number().nullable(),
      /** Guesses by prediction key: they stay beside the result. */
      guesses: z.record(
        z.string(),
        z.union([z.string(), z.number(), z.array(z.tuple([z.number(), z.number()]))]),
      ),
      /** Answers to questions of the check. */
      answers: z.record(z.string(), z.string()),
      /** Rungs of the hint ladder that were opened, 0 to 3, and whether the solution was. */
      hints: z.number().int().min(0).max(3),
      sawSolution: z.boolean(),
    }),
  ),
});

export type Progress = z.infer<typeof progressSchema>;
export type LessonProgress = Progress["lessons"][string];
export type Guess = LessonProgress["guesses"][string];

export const noProgress: Progress = {
  format: "rpc-playground-progress",
  version: 1,
  last: null,
  lessons: {},
};

/** Joins two progresses: nothing that either has reached is lost; where both know a lesson, what was passed first counts. */
export function mergeProgress(a: Progress, b: Progress): Progress {
  const lessons = { ...a.lessons };
  for (const [slug, theirs] of Object.entries(b.lessons)) {
    const ours = lessons[slug];
    lessons[slug] =
      ours === undefined
        ? theirs
        : {
            startedAtUnixMs: Math.min(ours.startedAtUnixMs, theirs.startedAtUnixMs),
            passedAtUnixMs: earliest(ours.passedAtUnixMs, theirs.passedAtUnixMs),
            guesses: { ...theirs.guesses, ...ours.guesses },
            answers: { ...theirs.answers, ...ours.answers },
            hints: Math.max(ours.hints, theirs.hints),
            sawSolution: ours.sawSolution || theirs.sawSolution,
          };
  }
  return { ...a, last: a.last ?? b.last, lessons };
}

function earliest(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}

import { exactly, returns } from "#lib/lessons/compare.ts";
import type { Run } from "#lib/lessons/evidence.ts";
import { defineLesson } from "#lib/lessons/lesson.ts";
import { makespan } from "#lib/lessons/measure.ts";
import { count, duration } from "#lib/lessons/quantity.ts";

// The values that `plan` has drawn for this run.
const wordsOf = ({ params }: Run) => (params as { readonly words: readonly string[] }).words;

export default defineLesson({
  minutes: 5,
  // All other files of start/ belong to the lesson: a check brings its own.
  yours: ["client.ts"],
  // What is recorded, and what Run makes.
  shown: { experiment: "shout", title: "shout" },
  predictions: {
    calls: { kind: "choice", options: ["one", "each"], answer: "one" },
  },
  // Numbers for <Seen figure="…"/>.
  figures: {
    calls: ({ calls }) => count(calls.length),
    total: ({ calls }) => duration(makespan(calls) ?? 0),
  },
  // Attempts for <Pin id="…"/>.
  pins: {
    only: ({ attempts }) => attempts[0],
  },
  why: {
    options: ["code", "server"],
    answer: "code",
    // A wrong answer → the folder below wrong/ whose run shows that the idea does not hold.
    disproof: { server: "asked-twice" },
  },
  questions: {},
  // Hidden values: drawn anew for every check, so that nothing can be written down beforehand.
  plan: (hidden) => {
    const words = Array.from({ length: hidden.whole(4, 7) }, () => `word-${hidden.whole(1_000, 9_999)}`);
    return { shout: { experiment: "shout", params: { words }, expectedMs: 200 } };
  },
  // In the order in which they are shown. Each wrong version must fail first where it says its own feedback.
  goals: {
    once: {
      needs: ["shout"],
      judge: ({ shout }) => {
        const { length } = shout.attempts;
        const most = wordsOf(shout).length;
        const feedback = length === 0 ? "without-asking" : length > most ? "asked-twice" : "first-only";
        return exactly(length, most, { at: shout.attempts[0], feedback });
      },
    },
    answer: {
      needs: ["shout"],
      judge: ({ shout }) =>
        returns(
          shout.returned,
          wordsOf(shout).map((word) => word.toUpperCase()),
        ),
    },
  },
});

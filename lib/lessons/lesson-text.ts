import { z } from "zod";

const key = z.string().regex(/^[a-z][a-z0-9-]*$/);
const line = z.string().trim().min(1).max(400);
const byKey = z.record(key, line);

/**
 * The front matter of `en.mdx` and `zh.mdx`. Both hold the same keys, and those of the lesson's `check.ts`. Inline code
 * in backticks is allowed in every line.
 */
export const lessonTextSchema = z.strictObject({
  /** A short name: stands in the map, in the breadcrumbs and in the page's title. */
  title: z.string().trim().min(1).max(80),
  /** What one can do afterwards, in one sentence. */
  teaches: line,
  /** Goal key → what it asks for, as the check panel shows it. */
  goals: byKey,
  /** Run of the check's plan → its name for the reader. */
  runs: z.record(z.string(), line).default({}),
  /** Folder name below `wrong/` → what is said about that mistake. */
  feedback: byKey,
  /** Three rungs: where to look, the idea, the line with a gap. */
  hints: z.tuple([line, line, line]),
  predictions: z.record(key, z.strictObject({ ask: line, options: byKey.default({}) })),
  why: z.strictObject({
    ask: line,
    /** Option → its text and what is answered to whoever chooses it. */
    options: z.record(key, z.strictObject({ text: line, reply: line })),
  }),
  questions: z.record(key, z.strictObject({ ask: line, options: byKey })).default({}),
  /** Pin key → what to notice there. */
  pins: byKey,
  /** Said under the solution: what changed, and why. */
  solution: line,
  takeaway: line,
  /** Sources of the technical claims, by their short names as the prose cites them: `[GRPC-DL]`. */
  sources: z.record(z.string(), z.strictObject({ title: line, url: z.url() })).default({}),
});

export type LessonText = z.infer<typeof lessonTextSchema>;

import { z } from "zod";

const key = z.string().regex(/^[a-z][a-z0-9-]*$/);
const line = z.string().trim().min(1).max(600);
const byKey = z.record(key, line);

/** A place in a program that does not do what was meant, and how to make the language itself say so. */
const note = z.strictObject({
  key,
  /** A file below `before/`. */
  file: z.string(),
  /** What is underlined: occurs once in that file. */
  marks: z.string().min(1),
  /** What has to be mended first so that this is the next thing that goes wrong: text → text that takes its place. */
  mended: z.array(z.tuple([z.string().min(1), z.string()])).default([]),
  /** How many copies of the program run at the same time; the last one is listened to. */
  copies: z.number().int().min(1).max(2).default(1),
});

/** A recorded run of the programs below `after/`: `server.py`, and a client with its arguments. */
const exhibitRun = z.strictObject({
  client: z.string(),
  args: z.array(z.string()).default([]),
  experiment: z.string().min(1),
});

/**
 * `exhibit/<id>/exhibit.json` of a lesson: a program from elsewhere, as it was (`before/`) and as it works (`after/`). What
 * it says in each language stands in `en.yaml` and `zh.yaml`, what the program said in `messages.json`, and what it did in
 * `runs/`; the last two are written by `scripts/record-python.ts`.
 */
export const exhibitSchema = z.strictObject({
  notes: z.array(note).default([]),
  runs: z.record(key, exhibitRun).default({}),
});
export type Exhibit = z.infer<typeof exhibitSchema>;

/** `en.yaml` and `zh.yaml`. */
export const exhibitTextSchema = z.strictObject({
  /** Names the panel. */
  title: line,
  notes: byKey.default({}),
  runs: byKey.default({}),
});
export type ExhibitText = z.infer<typeof exhibitTextSchema>;

/** `messages.json`: what the programs of `before/` really printed. */
export const exhibitMessagesSchema = z.strictObject({
  /** Names the sources it was made from: see `exhibitSources`. */
  madeFrom: z.string(),
  recordedAt: z.iso.datetime(),
  command: z.string(),
  /** `Python` → `3.11.2`. */
  versions: z.record(z.string(), z.string()),
  /** Note key → what was printed; of what never ends, until it was ended. */
  messages: z.record(key, z.strictObject({ said: z.string(), exitCode: z.number().int().nullable() })),
});
export type ExhibitMessages = z.infer<typeof exhibitMessagesSchema>;

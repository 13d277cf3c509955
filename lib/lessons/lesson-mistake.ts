/** A mistake of a lesson's author, told where it is: `lessons/…/en.mdx:12 goals.order: …`. */
export type LessonMistake = {
  /** Relative to the lesson's folder. */
  readonly file: string;
  /** 1-based; null where no line is to blame. */
  readonly line: number | null;
  /** `goals.order`; empty where no key is to blame. */
  readonly key: string;
  readonly what: string;
};

/** One line for a log or a terminal. */
export function sayMistake(folder: string, { file, line, key, what }: LessonMistake): string {
  const place = `${folder}/${file}${line === null ? "" : `:${line}`}`;
  return key === "" ? `${place} ${what}` : `${place} ${key}: ${what}`;
}

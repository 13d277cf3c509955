import { busy } from "#server/failure.ts";

/** Most watches last as long as a run does. */
const retryMs = 5_000;

/** What a visitor hears who holds as many streams of ours open as one may. */
export function tooManyWatches(value: number) {
  const sentence = `At most ${value} watches at a time (limit maxWatches); close some and try again.`;
  return busy("QUOTA_EXCEEDED", sentence, retryMs, { limit: "maxWatches", value });
}

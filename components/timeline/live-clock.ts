/** A run that goes on, as its latest record tells it. */
export type RunNews = { readonly id: string; readonly durationUs: number };

export type LiveClock = {
  /** Takes what the records of all running runs say at `atMs` of the page's clock; forgets every other run. */
  hear(news: readonly RunNews[], atMs: number): void;
  /** How far a run has come at `atMs`, µs since its zero. A time before its latest news counts as that news. */
  read(run: RunNews, atMs: number): number;
};

/** Lets time go on between the news of running runs: the last known moment plus what the page's clock says. */
export function createLiveClock(): LiveClock {
  let known = new Map<string, { readonly durationUs: number; readonly atMs: number }>();
  const read = ({ id, durationUs }: RunNews, atMs: number) => {
    const seen = known.get(id);
    if (seen === undefined) return durationUs;
    return Math.max(durationUs, seen.durationUs + Math.max(0, atMs - seen.atMs) * 1_000);
  };
  return {
    hear(news, atMs) {
      known = new Map(
        news.map((run) => {
          const seen = known.get(run.id);
          // A record that brings no later moment does not turn time back.
          const isLater = seen === undefined || run.durationUs >= read(run, atMs);
          return [run.id, isLater ? { durationUs: run.durationUs, atMs } : seen];
        }),
      );
    },
    read,
  };
}

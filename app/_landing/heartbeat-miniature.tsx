import type { RecordedRuns } from "#app/_data/recorded-runs.ts";
import type { RunRecord } from "#lib/record/run-record.ts";

type HeartbeatMiniatureProps = {
  readonly words: { readonly blocking: string; readonly allAtOnce: string; readonly label: string };
  readonly runs: RecordedRuns;
};

/** The client thread's recorded heartbeats, one tooth per slice of time in which it beat, both runs on one axis. */
export function HeartbeatMiniature({ words, runs }: HeartbeatMiniatureProps) {
  const axisUs = Math.max(runs.blocking.header.durationUs, runs.allAtOnce.header.durationUs);
  const rows = [
    { name: words.blocking, record: runs.blocking },
    { name: words.allAtOnce, record: runs.allAtOnce },
  ];
  return (
    <div
      role="img"
      aria-label={words.label}
      className="grid grid-cols-[auto_1fr] items-center gap-x-3 gap-y-2"
    >
      {rows.map(({ name, record }) => (
        <div key={name} className="contents">
          <span className="text-ink-soft text-xs">{name}</span>
          <svg
            aria-hidden="true"
            viewBox={`0 0 ${slices} 10`}
            preserveAspectRatio="none"
            className="h-4 w-full border-hairline border-b"
          >
            <path
              d={beatSlices(record, axisUs)
                .map((slice) => `M${slice + 0.5} 1V10`)
                .join("")}
              stroke="var(--accent)"
              strokeWidth="1.25"
              vectorEffect="non-scaling-stroke"
            />
          </svg>
        </div>
      ))}
    </div>
  );
}

const slices = 100;

/** The slices of the axis in which the client's thread beat at least once. */
export function beatSlices(record: RunRecord, axisUs: number): readonly number[] {
  const beats = record.threads.find((thread) => thread.side === "client")?.beats ?? [];
  const hit = new Set<number>();
  for (const beat of beats) hit.add(Math.min(slices - 1, Math.floor((beat / axisUs) * slices)));
  return [...hit];
}

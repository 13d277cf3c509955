import { unknownUs, unknownWorker } from "#lib/load/load-samples.ts";
import type { GroupCount } from "#lib/statistics/over-represented.ts";
import type { LoadRecord } from "./to-load-record.ts";

/** Something that calls can have in common. `phase`: where most of the latency went, 0 client wait, 1 queue, 2 execution, 3 the rest. */
export type CallTrait = {
  readonly kind: "outcome" | "code" | "client" | "connection" | "phase" | "level" | "worker";
  readonly name: number;
};

/** All calls counted by each trait: in the selection and altogether. */
export function traitGroups(
  { run, samples }: LoadRecord,
  selected: ReadonlySet<number>,
  withLevels: boolean,
): readonly (readonly GroupCount<CallTrait>[])[] {
  const count = (kind: CallTrait["kind"], nameOf: (row: number) => number) => {
    const groups = new Map<number, { inside: number; all: number }>();
    for (let row = 0; row < samples.length; row++) {
      const name = nameOf(row);
      const group = groups.get(name) ?? { inside: 0, all: 0 };
      group.all += 1;
      if (selected.has(row)) group.inside += 1;
      groups.set(name, group);
    }
    return [...groups].map(([name, group]) => ({ label: { kind, name }, ...group }));
  };
  const client = run.plan.model.kind === "closed" ? "client" : "connection";
  return [
    count("phase", (row) => mainPart(samples, row)),
    count("outcome", (row) => samples.outcome[row] ?? 0),
    count("code", (row) => samples.code[row] ?? 0),
    count(client, (row) => samples.client[row] ?? 0),
    ...(run.load.started?.workersSet === true
      ? [count("worker", (row) => samples.worker[row] ?? unknownWorker)]
      : []),
    ...(withLevels ? [count("level", (row) => samples.level[row] ?? 0)] : []),
  ];
}

/** The largest part of a call's latency. */
function mainPart(samples: LoadRecord["samples"], row: number): number {
  const latency = samples.latencyUs[row] ?? 0;
  const wait = latency - (samples.fromSendUs[row] ?? 0);
  const told = (us: number | undefined) => (us === undefined || us === unknownUs ? 0 : us);
  const queue = told(samples.queueUs[row]);
  const execution = told(samples.executionUs[row]);
  const parts = [wait, queue, execution, latency - wait - queue - execution];
  return parts.indexOf(Math.max(...parts));
}

import type { TargetServer } from "#components/target/target.ts";
import type { LoadPlan } from "#lib/load/load-plan.ts";
import { usual } from "#lib/load/plan-message.ts";

/** What stands in the form. */
export type LoadForm = {
  readonly sourceId: string;
  readonly server: TargetServer;
  readonly plan: LoadPlan;
};

/** Stable against the examples: ten workers of a second each, four fifths busy. */
export const firstPlan: LoadPlan = {
  deploymentId: "",
  method: "",
  messageJson: "{}",
  protocol: "connect",
  codec: "binary",
  httpVersion: "1.1",
  model: { kind: "open", ratePerSecond: 8, arrivals: "poisson" },
  shape: { kind: "constant" },
  durationMs: usual.durationMs,
  deadlineMs: usual.deadlineMs,
  seed: 1,
  maxInFlight: usual.maxInFlight,
  connections: usual.connections,
};

/** Ready-made loads for the example of ten workers and a second of work. */
export const examplePlans = {
  calm: { model: { kind: "open", ratePerSecond: 8, arrivals: "poisson" }, shape: { kind: "constant" } },
  over: { model: { kind: "open", ratePerSecond: 15, arrivals: "poisson" }, shape: { kind: "constant" } },
  closedLoop: {
    model: { kind: "closed", clients: 20, thinkMs: 0, think: "constant" },
    shape: { kind: "constant" },
  },
  sweepUp: {
    model: { kind: "open", ratePerSecond: 12, arrivals: "poisson" },
    shape: { kind: "sweep", start: 1.5, levels: 8 },
    durationMs: 40_000,
  },
} as const satisfies Record<string, Partial<LoadPlan>>;

export type ExampleName = keyof typeof examplePlans;
export const exampleNames = Object.keys(examplePlans) as ExampleName[];

/** Nothing is emulated. */
export const noServer: TargetServer = {
  workers: null,
  queueLimit: null,
  network: { delayMs: 0, jitterMs: 0, bandwidthKbps: 0 },
};

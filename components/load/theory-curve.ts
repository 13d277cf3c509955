import type { TheoryCurve } from "#components/charts/percentile-chart.tsx";
import { allenCunneen } from "#lib/theory/allen-cunneen.ts";
import { closedLoop } from "#lib/theory/closed-loop.ts";
import { pollaczekKhinchine } from "#lib/theory/pollaczek-khinchine.ts";
import { type Load, responsePercentile, waitingLine } from "#lib/theory/waiting-line.ts";
import type { TheoryInputs } from "./theory-inputs.ts";

/** Beyond this percentile a model has a value and a run has none. */
const lastPercentile = 0.999_99;

/** Offered load, and the workers of all replicas as one pool. */
export function loadOf({ lambda, serviceUs, workers, replicas }: TheoryInputs): Load | null {
  return lambda === null ? null : { offered: (lambda * serviceUs) / 1e6, workers: workers * replicas };
}

/** Response percentiles of M/M/c; null for closed loops and at or beyond capacity. */
export function theoryCurveOf(inputs: TheoryInputs, name: string): TheoryCurve | null {
  const load = loadOf(inputs);
  if (load === null || load.offered >= load.workers) return null;
  return {
    name,
    at(p) {
      if (p <= 0 || p > lastPercentile) return null;
      const response = responsePercentile(load, p);
      return response === null ? null : response * inputs.serviceUs;
    },
  };
}

/** What a model says of a run, µs; null: it has no such figure. */
export type TheoryRow = {
  readonly model: "erlang" | "pollaczek" | "allenCunneen" | "mva";
  readonly meanUs: number | null;
  readonly waitUs: number | null;
  readonly p50Us: number | null;
  readonly p95Us: number | null;
  readonly p99Us: number | null;
  readonly perSecond: number | null;
};

/** Every model that can speak of these numbers. Empty: beyond capacity none can. */
export function theoryRows(inputs: TheoryInputs): readonly TheoryRow[] {
  const { serviceUs, clients, thinkMs, workers, replicas, serviceC2, arrivalC2, lambda } = inputs;
  const none = { p50Us: null, p95Us: null, p99Us: null, perSecond: null };
  if (clients !== null) {
    const loop = closedLoop({ clients, think: (thinkMs * 1_000) / serviceUs, workers: workers * replicas });
    const meanUs = loop.response * serviceUs;
    const perSecond = (loop.throughput * 1e6) / serviceUs;
    return [{ ...none, model: "mva", meanUs, waitUs: Math.max(0, meanUs - serviceUs), perSecond }];
  }
  const load = loadOf(inputs);
  const line = load === null ? null : waitingLine(load);
  if (load === null || line === null) return [];
  const us = (value: number | null) => (value === null ? null : value * serviceUs);
  const waiting = (model: TheoryRow["model"], wait: number | null): TheoryRow => ({
    ...none,
    model,
    waitUs: us(wait),
    meanUs: us(wait === null ? null : wait + 1),
  });
  return [
    {
      model: "erlang",
      meanUs: us(line.meanResponse),
      waitUs: us(line.meanWait),
      p50Us: us(responsePercentile(load, 0.5)),
      p95Us: us(responsePercentile(load, 0.95)),
      p99Us: us(responsePercentile(load, 0.99)),
      perSecond: lambda,
    },
    ...(load.workers === 1 ? [waiting("pollaczek", pollaczekKhinchine(line.utilisation, serviceC2))] : []),
    waiting("allenCunneen", allenCunneen(load, arrivalC2, serviceC2)),
  ];
}

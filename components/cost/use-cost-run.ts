"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { FailureView, TargetSource } from "#components/target/target.ts";
import type { GrowthAsk, GrowthProgress } from "#lib/cost/growth-stages.ts";
import { measureGrowth } from "#lib/cost/measure-growth.ts";
import { measureWire, type WireAsk, type WireProgress } from "#lib/cost/measure-wire.ts";
import type { CostPageParts } from "./cost-parts.ts";
import type { CostRun } from "./cost-run.ts";

export type CostQuestion =
  | { readonly kind: "growth"; readonly ask: GrowthAsk }
  | { readonly kind: "wire"; readonly ask: WireAsk };

/** The charts are drawn anew at most this often while a measurement goes on. */
const everyMs = 250;

/** One measurement at a time: the newest, also when it is over. */
export function useCostRun(parts: CostPageParts) {
  const [run, setRun] = useState<CostRun | null>(null);
  const stop = useRef<AbortController | null>(null);
  const lastId = useRef(0);
  useEffect(() => () => stop.current?.abort(), []);

  const start = useCallback(
    async (source: TargetSource, question: CostQuestion) => {
      stop.current?.abort();
      const controller = new AbortController();
      stop.current = controller;
      lastId.current += 1;
      const began = performance.now();
      let latest = firstRun(lastId.current, question);
      let drawnMs = 0;
      const put = (change: Partial<CostRun>, isUrgent = true) => {
        latest = { ...latest, ...change, tookMs: performance.now() - began };
        if (stop.current !== controller) return;
        const nowMs = performance.now();
        if (!isUrgent && nowMs - drawnMs < everyMs) return;
        drawnMs = nowMs;
        const next = latest;
        setRun((old) =>
          old?.id === next.id && old.state === "stopping" && next.state === "running"
            ? { ...next, state: "stopping" }
            : next,
        );
      };
      put({});
      const common = {
        run: parts.runner(source, {
          signal: controller.signal,
          onPlace: (place) => put({ place }),
        }),
        nowMs: () => performance.now(),
        isStopped: () => controller.signal.aborted,
      };
      const end =
        question.kind === "growth"
          ? await measureGrowth<FailureView>(question.ask, {
              ...common,
              onProgress: (progress) =>
                put({ measured: { kind: "growth", progress }, calls: callsOfGrowth(progress) }, false),
            })
          : await measureWire<FailureView>(question.ask, {
              ...common,
              onProgress: (progress) =>
                put({ measured: { kind: "wire", progress }, calls: callsOfWire(progress) }, false),
            });
      put({ state: end.kind, failure: end.kind === "failed" ? end.problem : null, place: 0 });
    },
    [parts],
  );
  const halt = useCallback(() => {
    setRun((old) => (old?.state === "running" ? { ...old, state: "stopping" } : old));
    stop.current?.abort();
  }, []);
  return { run, start, stop: halt };
}

function firstRun(id: number, { kind, ask }: CostQuestion): CostRun {
  return {
    id,
    target: ask.target.method,
    field: ask.target.field.name,
    from: ask.from,
    to: ask.to,
    isEmulated: kind === "wire",
    state: "running",
    place: 0,
    seed: ask.seed,
    calls: 0,
    tookMs: 0,
    failure: null,
    measured: { kind, progress: null },
  };
}

function callsOfGrowth({ ladder, empty, time, heap }: GrowthProgress): number {
  return ladder.length + empty.length + time.length + heap.length;
}

function callsOfWire({ made }: WireProgress): number {
  return made;
}

"use client";

import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import type { RunRecord } from "#lib/record/run-record.ts";
import type { ClientFrame } from "./client-frame.ts";
import type { Failure } from "./failure.ts";
import { foldRunList, noRuns, type RunList, type StoredRun } from "./run-list.ts";
import type { RunPlan } from "./run-session.ts";

export type RunPhase =
  | { readonly kind: "idle" }
  | { readonly kind: "starting" }
  /** `sinceMs` on the page's own clock (`performance.now`). */
  | { readonly kind: "running"; readonly sinceMs: number };

export type RunControl = {
  readonly phase: RunPhase;
  readonly list: RunList;
  /** Why the last run did not do what the visitor wanted, and the sources it was made from. */
  readonly failure: { readonly why: Failure; readonly sourceKey: string | null } | null;
  run(plan: Omit<RunPlan, "runId">, sourceKey: string): void;
  stop(): void;
  show(id: string): void;
  compare(id: string | null): void;
  /** Shows a record that came from a file. */
  addRecord(record: RunRecord, failure: Failure | null): void;
  /** Shows runs recorded earlier, the last one below the first, unless the visitor already has runs. */
  addRecorded(records: readonly RunRecord[]): void;
};

/** The machinery that runs code: loaded after the page is readable, because nothing before needs it. */
async function loadEngine() {
  const [{ apiClients }, { runSession }, { openClientFrame }] = await Promise.all([
    import("#components/api/clients.ts"),
    import("./run-session.ts"),
    import("./client-frame.ts"),
  ]);
  return { apiClients, runSession, openClientFrame };
}

/** One run at a time: a new run ends the one before, and what a stranger says is dropped. */
export function useRun(): RunControl {
  const [phase, setPhase] = useState<RunPhase>({ kind: "idle" });
  const [failure, setFailure] = useState<RunControl["failure"]>(null);
  const [list, dispatch] = useReducer(foldRunList, noRuns);
  const frame = useRef<ClientFrame | null>(null);
  const current = useRef<AbortController | null>(null);
  const count = useRef(0);

  useEffect(() => {
    let isOver = false;
    void loadEngine().then(({ openClientFrame }) => {
      if (!isOver) frame.current ??= openClientFrame(document.body);
    });
    return () => {
      isOver = true;
      current.current?.abort();
      frame.current?.close();
      frame.current = null;
    };
  }, []);

  const run = useCallback((unnamed: Omit<RunPlan, "runId">, sourceKey: string) => {
    current.current?.abort();
    const controller = new AbortController();
    current.current = controller;
    const isCurrent = () => current.current === controller;
    const plan: RunPlan = { ...unnamed, runId: crypto.randomUUID().slice(0, 13) };
    setPhase({ kind: "starting" });
    setFailure(null);

    let begun = false;
    const onRecord = (record: RunRecord) => {
      if (!isCurrent()) return;
      if (begun) return dispatch({ kind: "update", id: plan.runId, record });
      begun = true;
      count.current += 1;
      setPhase({ kind: "running", sinceMs: performance.now() });
      dispatch({
        kind: "begin",
        run: { id: plan.runId, number: count.current, origin: "run", record, sourceKey },
      });
    };
    void (async () => {
      const { apiClients, runSession, openClientFrame } = await loadEngine();
      frame.current ??= openClientFrame(document.body);
      const parts = { api: apiClients(), frame: frame.current, signal: controller.signal, onRecord };
      const end = await runSession(plan, parts);
      if (!isCurrent()) return;
      if (end.record !== null) onRecord(end.record);
      setFailure(end.failure === null ? null : { why: end.failure, sourceKey });
      setPhase({ kind: "idle" });
    })();
  }, []);

  const stop = useCallback(() => current.current?.abort(), []);
  const show = useCallback((id: string) => dispatch({ kind: "show", id }), []);
  const compare = useCallback((id: string | null) => dispatch({ kind: "compare", id }), []);
  const addRecord = useCallback((record: RunRecord, why: Failure | null) => {
    dispatch({
      kind: "add",
      run: { id: crypto.randomUUID(), number: 0, origin: "file", record, sourceKey: null },
    });
    setFailure(why === null ? null : { why, sourceKey: null });
  }, []);

  const addRecorded = useCallback((records: readonly RunRecord[]) => {
    const runs = records.map((record): StoredRun => {
      return { id: record.header.id, number: 0, origin: "recorded", record, sourceKey: null };
    });
    dispatch({ kind: "recorded", runs });
  }, []);

  return { phase, list, failure, run, stop, show, compare, addRecord, addRecorded };
}

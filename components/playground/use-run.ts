"use client";

import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import { captures } from "#components/wire/captures.ts";
import type { SentReason } from "#lib/i18n/format-reason.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import type { ClientFrame } from "./client-frame.ts";
import { deploymentScope } from "./deployment-scope.ts";
import type { Failure } from "./failure.ts";
import type { KeptView } from "./kept-runs.ts";
import { randomId } from "./random-id.ts";
import { foldRunList, noRuns, type RunList, type StoredRun } from "./run-list.ts";
import type { RunPlan } from "./run-session.ts";

export type RunPhase =
  | { readonly kind: "idle" }
  /** `place` in the server's line, 1 for the next turn; 0: it does not wait there. */
  | { readonly kind: "starting"; readonly place: number }
  /** `sinceMs` on the page's own clock (`performance.now`). */
  | { readonly kind: "running"; readonly sinceMs: number };

export type RunControl = {
  readonly phase: RunPhase;
  readonly list: RunList;
  /** Why the last run did not do what the visitor wanted, and the sources it was made from. */
  readonly failure: { readonly why: Failure; readonly sourceKey: string | null } | null;
  /** Why the server could not keep what it ran last. Null: it did. */
  readonly notKept: SentReason | null;
  /** A key of null: the program is not the visitor's own. */
  run(plan: Omit<RunPlan, "runId">, sourceKey: string | null): void;
  stop(): void;
  show(id: string): void;
  compare(id: string | null): void;
  /** Shows a record that came from a file. */
  addRecord(record: RunRecord, failure: Failure | null): void;
  /** Shows a run that this browser remembered, or draws it beside the one on screen. */
  remember(record: RunRecord, failure: Failure | null, how: "alone" | "beside"): void;
  /** Shows a run that a lesson's check has made. */
  addCheck(record: RunRecord): void;
  /** Callers from outside between runs: records that are new or have grown, oldest first. */
  addOutside(records: readonly RunRecord[]): void;
  /** Takes in what was there on arrival: recorded runs, and the visit's own from before the page was loaded. */
  addEarlier(
    recorded: readonly RunRecord[],
    kept: readonly StoredRun[],
    view: KeptView,
    why: Failure | null,
  ): void;
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
  const [notKept, setNotKept] = useState<SentReason | null>(null);
  const [list, dispatch] = useReducer(foldRunList, noRuns);
  const frame = useRef<ClientFrame | null>(null);
  const current = useRef<AbortController | null>(null);

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

  const run = useCallback((unnamed: Omit<RunPlan, "runId">, sourceKey: string | null) => {
    current.current?.abort();
    const controller = new AbortController();
    current.current = controller;
    const isCurrent = () => current.current === controller;
    const plan: RunPlan = { ...unnamed, runId: randomId().slice(0, 12) };
    setPhase({ kind: "starting", place: 0 });
    setFailure(null);
    setNotKept(null);

    let begun = false;
    const onRecord = (record: RunRecord) => {
      if (!isCurrent()) return;
      if (begun) return dispatch({ kind: "update", id: plan.runId, record });
      begun = true;
      setPhase({ kind: "running", sinceMs: performance.now() });
      dispatch({
        kind: "begin",
        run: {
          id: plan.runId,
          number: 0,
          origin: sourceKey === null ? "other" : "run",
          record,
          sourceKey,
          files: plan.files,
        },
      });
    };
    const onPlace = (place: number) => {
      if (isCurrent() && !begun) setPhase({ kind: "starting", place });
    };
    void (async () => {
      const { apiClients, runSession, openClientFrame } = await loadEngine();
      frame.current ??= openClientFrame(document.body);
      const end = await runSession(plan, {
        api: apiClients(),
        scope: deploymentScope(),
        frame: frame.current,
        signal: controller.signal,
        onRecord,
        onPlace,
        beforeCalls: captures.begin,
      });
      if (!isCurrent()) return;
      if (end.record !== null) onRecord(end.record);
      setFailure(end.failure === null ? null : { why: end.failure, sourceKey });
      setNotKept(end.notKept ?? null);
      setPhase({ kind: "idle" });
    })();
  }, []);

  const stop = useCallback(() => current.current?.abort(), []);
  const show = useCallback((id: string) => dispatch({ kind: "show", id }), []);
  const compare = useCallback((id: string | null) => dispatch({ kind: "compare", id }), []);
  const addRecord = useCallback((record: RunRecord, why: Failure | null) => {
    dispatch({
      kind: "add",
      run: { id: randomId(), number: 0, origin: "file", record, sourceKey: null },
    });
    setFailure(why === null ? null : { why, sourceKey: null });
  }, []);

  const remember = useCallback((record: RunRecord, why: Failure | null, how: "alone" | "beside") => {
    const run: StoredRun = { id: record.header.id, number: 0, origin: "history", record, sourceKey: null };
    dispatch({ kind: "remember", run, how });
    // The card is about the run on screen.
    if (how === "alone") setFailure(why === null ? null : { why, sourceKey: null });
  }, []);

  const addCheck = useCallback((record: RunRecord) => {
    dispatch({
      kind: "check",
      run: { id: record.header.id, number: 0, origin: "check", record, sourceKey: null },
    });
  }, []);

  const addOutside = useCallback((records: readonly RunRecord[]) => {
    const runs = records.map((record): StoredRun => {
      return { id: record.header.id, number: 0, origin: "outside", record, sourceKey: null };
    });
    dispatch({ kind: "outside", runs });
  }, []);

  const addEarlier = useCallback(
    (recorded: readonly RunRecord[], kept: readonly StoredRun[], view: KeptView, why: Failure | null) => {
      const runs = recorded.map((record): StoredRun => {
        return { id: record.header.id, number: 0, origin: "recorded", record, sourceKey: null };
      });
      dispatch({ kind: "earlier", recorded: runs, kept, view });
      // A run that began meanwhile speaks for itself.
      if (current.current === null && why !== null)
        setFailure({ why, sourceKey: kept.at(-1)?.sourceKey ?? null });
    },
    [],
  );

  const adding = { addRecord, remember, addCheck, addOutside, addEarlier };
  return { phase, list, failure, notKept, run, stop, show, compare, ...adding };
}

"use client";

import { useEffect, useRef } from "react";
import { usePageAwake } from "./use-page-awake.ts";
import type { RunControl } from "./use-run.ts";

/**
 * Follows the deployment of the latest run between runs, so that calls from a terminal show up whenever they come. During
 * a run the run's own watch has them: a page never holds two.
 */
export function useOutsideCalls({ list, phase, addOutside }: RunControl): void {
  const isAwake = usePageAwake();
  const latest = list.runs.findLast(({ origin }) => origin === "run");
  const deploymentId = phase.kind === "idle" && isAwake ? latest?.record.header.deploymentId : undefined;
  const runs = useRef(list.runs);
  useEffect(() => {
    runs.current = list.runs;
  }, [list.runs]);

  useEffect(() => {
    if (deploymentId === undefined) return;
    let isOver = false;
    let close = () => {};
    void import("./follow-outside.ts").then(({ followOutside }) => {
      if (isOver) return;
      const own = runs.current.flatMap(({ origin, record }) =>
        origin === "run" && record.header.deploymentId === deploymentId ? [record] : [],
      );
      const settings = own.at(-1)?.header.settings;
      if (settings === undefined) return;
      ({ close } = followOutside({ deploymentId, settings, runs: own, onRecords: addOutside }));
    });
    return () => {
      isOver = true;
      close();
    };
  }, [deploymentId, addOutside]);
}

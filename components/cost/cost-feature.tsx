"use client";

import { lazy, useRef } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Beginnings } from "#components/target/beginnings.tsx";
import { bringIntoSight } from "#components/target/bring-into-sight.ts";
import { FormAndResult } from "#components/target/form-and-result.tsx";
import { LateResult } from "#components/target/late-result.tsx";
import { RunButton } from "#components/target/run-button.tsx";
import { useRunKeys } from "#components/target/use-run-keys.ts";
import type { Dictionary } from "#lib/i18n/en.ts";
import { CostFields } from "./cost-fields.tsx";
import { exampleNames } from "./cost-form.ts";
import type { CostPageLimits } from "./cost-page-limits.ts";
import type { CostPageParts } from "./cost-parts.ts";
import { type CostRun, isLive } from "./cost-run.ts";
import { toQuestion } from "./to-question.ts";
import { useCostForm } from "./use-cost-form.ts";
import { useCostRun } from "./use-cost-run.ts";

const costResult = () => import("./cost-result.tsx");
const CostResult = lazy(() => costResult().then((module) => ({ default: module.CostResult })));

export type CostFeatureProps = { readonly parts: CostPageParts; readonly limits: CostPageLimits };

/** Choose a method and what of its request carries n, measure it, and read how its cost grows. */
export function CostFeature({ parts, limits }: CostFeatureProps) {
  const { text } = useText();
  const words = text.cost;
  const control = useCostForm(parts);
  const { run, start, stop } = useCostRun(parts);
  const live = run !== null && isLive(run) ? run : null;
  const result = useRef<HTMLDivElement>(null);
  const measure = () => {
    const { chosen, form } = control;
    if (chosen === null || live !== null) return;
    void costResult();
    const seed = Math.floor(Math.random() * 2 ** 30) + 1;
    void start(chosen.source, toQuestion(form, { ...chosen, limits, seed }));
    bringIntoSight(result.current);
  };
  useRunKeys({ run: measure, stop: live === null ? null : stop });
  const isReady = control.chosen !== null ? "ready" : "blocked";
  return (
    <>
      <p role="status" className="sr-only">
        {announcement(run, words)}
      </p>
      <FormAndResult
        title={words.title}
        lead={words.lead}
        formLabel={words.formTitle}
        resultLabel={words.resultTitle}
        form={<CostFields control={control} limits={limits} />}
        bar={
          <RunButton
            label={words.run}
            state={live === null ? isReady : live.state === "stopping" ? "stopping" : "running"}
            onRun={measure}
            onStop={stop}
          />
        }
        resultRef={result}
        result={
          run === null ? (
            <Beginnings
              words={text.target}
              empty={words.empty}
              examples={exampleNames}
              onExample={control.begin}
            />
          ) : (
            <LateResult>
              <CostResult run={run} onRetry={measure} />
            </LateResult>
          )
        }
      />
    </>
  );
}

/** Said once a measurement is over, not while it goes on. */
function announcement(run: CostRun | null, { announce }: Dictionary["cost"]): string {
  switch (run?.state) {
    case "done":
      return announce.done;
    case "stopped":
      return announce.stopped;
    case "failed":
      return announce.failed;
    default:
      return "";
  }
}

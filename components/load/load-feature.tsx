"use client";

import { lazy, useRef } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Beginnings } from "#components/target/beginnings.tsx";
import { bringIntoSight } from "#components/target/bring-into-sight.ts";
import { FormAndResult } from "#components/target/form-and-result.tsx";
import { LateResult } from "#components/target/late-result.tsx";
import { RunButton } from "#components/target/run-button.tsx";
import { useRunKeys } from "#components/target/use-run-keys.ts";
import { LoadFields } from "./load-fields.tsx";
import { exampleNames } from "./load-form.ts";
import type { LoadPageLimits } from "./load-page-limits.ts";
import type { LoadParts } from "./load-parts.ts";
import { PhaseLine } from "./phase-line.tsx";
import { planSentences } from "./plan-words.ts";
import { useLoadAnnouncement } from "./use-load-announcement.ts";
import { useLoadForm } from "./use-load-form.ts";
import { useLoadRuns } from "./use-load-runs.ts";

const loadResults = () => import("./load-results.tsx");
const LoadResults = lazy(() => loadResults().then((module) => ({ default: module.LoadResults })));

export type LoadFeatureProps = { readonly parts: LoadParts; readonly limits: LoadPageLimits };

/** Choose what to call, say how hard, fire it, and read what happened. */
export function LoadFeature({ parts, limits }: LoadFeatureProps) {
  const { locale, text } = useText();
  const words = text.load;
  const control = useLoadForm(parts, limits);
  const { visit, liveId, run, stop } = useLoadRuns(parts);
  const live = visit.runs.find(({ id }) => id === liveId) ?? null;
  const result = useRef<HTMLDivElement>(null);
  const announcement = useLoadAnnouncement(visit);
  const fire = () => {
    if (control.order === null) return;
    void loadResults();
    run(control.order);
    bringIntoSight(result.current);
  };
  useRunKeys({ run: fire, stop: live === null ? null : stop });
  const isReady = control.order !== null ? "ready" : "blocked";
  return (
    <>
      <p role="status" className="sr-only">
        {announcement}
      </p>
      <FormAndResult
        title={words.title}
        lead={words.lead}
        formLabel={words.formTitle}
        resultLabel={words.status.label}
        form={<LoadFields control={control} limits={limits} />}
        bar={
          <>
            {live === null && (
              <p className="truncate text-sm max-lg:hidden" aria-hidden="true">
                {planSentences(control.settled.plan, words, locale)[0]}
              </p>
            )}
            <RunButton
              label={words.run}
              state={live === null ? isReady : live.isStopping ? "stopping" : "running"}
              onRun={fire}
              onStop={stop}
            />
            {live !== null && <PhaseLine run={live} />}
          </>
        }
        resultRef={result}
        result={
          visit.runs.length === 0 ? (
            <Beginnings
              words={text.target}
              empty={words.empty}
              examples={exampleNames}
              onExample={control.begin}
            />
          ) : (
            <LateResult>
              <LoadResults visit={visit} onRetry={fire} />
            </LateResult>
          )
        }
      />
    </>
  );
}

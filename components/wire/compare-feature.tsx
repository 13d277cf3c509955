"use client";

import { useRef } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { bringIntoSight } from "#components/target/bring-into-sight.ts";
import { FormAndResult } from "#components/target/form-and-result.tsx";
import { RunButton } from "#components/target/run-button.tsx";
import type { DeployParts, TargetSource } from "#components/target/target.ts";
import { useRunKeys } from "#components/target/use-run-keys.ts";
import { CallFields } from "./call-fields.tsx";
import { CompareEmpty } from "./compare-empty.tsx";
import { ComparePhase } from "./compare-phase.tsx";
import { CompareResult } from "./compare-result.tsx";
import { useCallForm } from "./use-call-form.ts";
import { useComparison } from "./use-comparison.ts";

export type CompareFeatureProps = { readonly parts: DeployParts };

/** Choose a call, have it made over seven transports, and look at what each of them put on the wire. */
export function CompareFeature({ parts }: CompareFeatureProps) {
  const { text } = useText();
  const words = text.wire.compare;
  const control = useCallForm(parts);
  const { phase, comparison, deploymentId, ...comparing } = useComparison(parts);
  const result = useRef<HTMLDivElement>(null);
  const isBusy = phase.kind === "preparing" || phase.kind === "calling";
  const run = () => {
    if (control.call === null) return;
    comparing.run(control.call);
    bringIntoSight(result.current);
  };
  useRunKeys({ run, stop: isBusy ? comparing.stop : null });
  const isReady = control.call !== null ? "ready" : "blocked";
  return (
    <FormAndResult
      title={words.title}
      lead={words.lead}
      formLabel={words.formTitle}
      resultLabel={words.resultTitle}
      form={<CallFields control={control} />}
      bar={
        <RunButton
          label={words.run}
          state={isBusy ? "running" : isReady}
          onRun={run}
          onStop={comparing.stop}
        />
      }
      resultRef={result}
      result={
        <div className="grid min-w-0 gap-4">
          <ComparePhase phase={phase} onRetry={run} />
          {comparison.calls.length > 0 ? (
            <CompareResult
              comparison={comparison}
              deploymentId={deploymentId}
              isEmulated={isEmulated(control.source)}
            />
          ) : (
            phase.kind !== "failed" && <CompareEmpty words={text.wire} />
          )}
        </div>
      }
    />
  );
}

/** A distance or a bandwidth is emulated around its calls. */
function isEmulated(source: TargetSource | undefined): boolean {
  if (source === undefined) return false;
  const { delayMs, jitterMs, bandwidthKbps } = source.server.network;
  return delayMs + jitterMs + bandwidthKbps > 0;
}

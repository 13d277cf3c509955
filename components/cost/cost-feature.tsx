"use client";

import { lazy, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { formatText } from "#lib/i18n/format-text.ts";
import {
  type CostForm,
  type ExampleName,
  examples,
  examplesSource,
  firstForm,
  largestOf,
  messageProblem,
  withoutField,
} from "./cost-form.ts";
import { CostLayout } from "./cost-layout.tsx";
import type { CostPageLimits } from "./cost-page-limits.ts";
import type { CostMethod, CostPageParts } from "./cost-parts.ts";
import { isLive } from "./cost-run.ts";
import { EmptyResult } from "./empty-result.tsx";
import { QuestionFields } from "./question-fields.tsx";
import { RunBar } from "./run-bar.tsx";
import { SourceFields } from "./source-fields.tsx";
import { toQuestion } from "./to-question.ts";
import { useCostKeys } from "./use-cost-keys.ts";
import { useCostMethods } from "./use-cost-methods.ts";
import { useCostRun } from "./use-cost-run.ts";

const costResult = () => import("./cost-result.tsx");
const CostResult = lazy(() => costResult().then((module) => ({ default: module.CostResult })));

export type CostFeatureProps = { readonly parts: CostPageParts; readonly limits: CostPageLimits };

/** Choose a method and what of its request carries n, measure it, and read how its cost grows. */
export function CostFeature({ parts, limits }: CostFeatureProps) {
  const { text } = useText();
  const words = text.cost;
  const sources = useMemo(() => parts.sources(), [parts]);
  const [form, setForm] = useState<CostForm>(() => ({ ...firstForm, sourceId: sources[0]?.id ?? "" }));
  const [again, setAgain] = useState(0);
  const source = sources.find(({ id }) => id === form.sourceId);
  const methods = useCostMethods(parts, source, again);
  const known = methods.kind === "known" && methods.of === form.sourceId ? methods.methods : [];
  const method = known.find(({ name }) => name === form.method);
  const field = method?.fields.find(({ name }) => name === form.field);
  const largest = largestOf(field);
  const { run, start, stop } = useCostRun(parts);
  const live = run !== null && isLive(run) ? run : null;
  const resultEnd = useRef<HTMLDivElement>(null);
  const change = (changed: Partial<CostForm>) => setForm((old) => ({ ...old, ...changed }));

  // Another source has other methods: the first one, unless the one chosen exists there too.
  useEffect(() => {
    if (methods.kind !== "known") return;
    setForm((old) => {
      const chosen = methods.methods.find(({ name }) => name === old.method) ?? methods.methods[0];
      return chosen === undefined ? old : { ...old, ...fitting(chosen, old) };
    });
  }, [methods]);

  // Where a field cannot carry as much as the one before, the range gives way.
  useEffect(() => {
    setForm((old) => {
      const to = Math.min(old.to, largest);
      return to === old.to ? old : { ...old, to, from: Math.min(old.from, Math.max(1, to - 1)) };
    });
  }, [largest]);

  const canRun =
    source !== undefined &&
    method !== undefined &&
    field !== undefined &&
    form.to > form.from &&
    messageProblem(form.messageJson) === null;
  const measure = () => {
    if (!canRun || live !== null) return;
    void costResult();
    const seed = Math.floor(Math.random() * 2 ** 30) + 1;
    void start(source, toQuestion(form, { method, field, limits, seed }));
    // Where the result lies below the form, it comes into sight.
    if (window.matchMedia("(max-width: 1023px)").matches)
      resultEnd.current?.scrollIntoView({ block: "start", behavior: "smooth" });
  };
  useCostKeys({ run: measure, stop, isRunning: live !== null });

  return (
    <>
      <p role="status" className="sr-only">
        {run === null || isLive(run)
          ? ""
          : run.state === "done"
            ? formatText(words.announce.done, { verdict: "" })
            : words.announce[run.state === "stopped" ? "stopped" : "failed"]}
      </p>
      <CostLayout
        title={words.title}
        lead={words.lead}
        formLabel={words.formTitle}
        resultLabel={words.resultTitle}
        form={
          <>
            <div className="grid gap-6 px-4 pb-5">
              <SourceFields
                form={form}
                sources={sources}
                methods={methods}
                method={method}
                onSource={(sourceId) => change({ sourceId, method: "", field: "", messageJson: "{}" })}
                onMethod={(name) => {
                  const next = known.find((each) => each.name === name);
                  if (next !== undefined)
                    setForm((old) => ({ ...old, ...fitting(next, { ...old, field: "", method: "" }) }));
                }}
                onChange={change}
                onRetry={() => setAgain((count) => count + 1)}
              />
              <QuestionFields form={form} largest={largest} limits={limits} onChange={change} />
            </div>
            <div className="sticky bottom-0 z-20 mt-auto grid gap-3 border-hairline border-t bg-surface px-4 py-3 tiny:static">
              <RunBar live={live} canRun={canRun} onRun={measure} onStop={stop} />
            </div>
          </>
        }
        result={
          <div ref={resultEnd} className="scroll-mt-4">
            {run === null ? (
              <EmptyResult
                onExample={(name: ExampleName) =>
                  setForm((old) => ({ ...firstForm, ...old, sourceId: examplesSource, ...examples[name] }))
                }
              />
            ) : (
              <Suspense
                fallback={
                  <p className="p-4" role="status">
                    <Spinner />
                  </p>
                }
              >
                <CostResult run={run} onRetry={measure} />
              </Suspense>
            )}
          </div>
        }
      />
    </>
  );
}

/** The method, a field of it and a message that suit each other; what was chosen stays where it still fits. */
function fitting(method: CostMethod, old: CostForm): Partial<CostForm> {
  const field = method.fields.find(({ name }) => name === old.field) ?? method.fields[0];
  const isSame = method.name === old.method && old.messageJson !== "{}";
  return {
    method: method.name,
    field: field?.name ?? "",
    messageJson: isSame ? old.messageJson : withoutField(method.sampleJson, field?.name ?? ""),
  };
}

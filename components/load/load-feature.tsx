"use client";

import { lazy, memo, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { settlePlan } from "#lib/load/settle-plan.ts";
import { EmptyResult } from "./empty-result.tsx";
import { type ExampleName, examplePlans, firstPlan, type LoadForm, messageProblem } from "./load-form.ts";
import { LoadLayout } from "./load-layout.tsx";
import type { LoadPageLimits } from "./load-page-limits.ts";
import type { LoadParts } from "./load-parts.ts";
import { ModelFields } from "./model-fields.tsx";
import { PlanSummary } from "./plan-summary.tsx";
import { planSentences } from "./plan-words.ts";
import { RunBar } from "./run-bar.tsx";
import { ServerFields } from "./server-fields.tsx";
import { SourceFields } from "./source-fields.tsx";
import { useLoadAnnouncement } from "./use-load-announcement.ts";
import { useLoadKeys } from "./use-load-keys.ts";
import { useLoadRuns } from "./use-load-runs.ts";
import { useMethods } from "./use-methods.ts";
import { WireFields } from "./wire-fields.tsx";

const loadResults = () => import("./load-results.tsx");
const LoadResults = lazy(() => loadResults().then((module) => ({ default: module.LoadResults })));

// While a run ticks, the form stays as it is.
const CalmModel = memo(ModelFields);
const CalmWire = memo(WireFields);
const CalmServer = memo(ServerFields);

export type LoadFeatureProps = { readonly parts: LoadParts; readonly limits: LoadPageLimits };

/** Choose what to call, say how hard, fire it, and read what happened. */
export function LoadFeature({ parts, limits }: LoadFeatureProps) {
  const { locale, text } = useText();
  const words = text.load;
  const sources = useMemo(() => parts.sources(), [parts]);
  const [form, setForm] = useState<LoadForm>(() => {
    const [first] = sources;
    return { sourceId: first?.id ?? "", server: first?.server ?? noServer, plan: firstPlan };
  });
  const [again, setAgain] = useState(0);
  const source = sources.find(({ id }) => id === form.sourceId);
  const methods = useMethods(parts, source, again);
  const runs = useLoadRuns(parts);
  const { visit, liveId } = runs;
  const settled = useMemo(() => settlePlan(form.plan, limits), [form.plan, limits]);
  const resultEnd = useRef<HTMLDivElement>(null);
  const announcement = useLoadAnnouncement(visit);

  const setPlan = useCallback(
    (change: Partial<LoadForm["plan"]>) => setForm((old) => ({ ...old, plan: { ...old.plan, ...change } })),
    [],
  );

  const setServer = useCallback((server: LoadForm["server"]) => setForm((old) => ({ ...old, server })), []);

  // Another source has other methods: the first one, with its own message, unless the one chosen exists there too.
  useEffect(() => {
    if (methods.kind !== "known") return;
    setForm((old) => {
      const [first] = methods.methods;
      if (first === undefined || methods.methods.some(({ name }) => name === old.plan.method)) return old;
      return { ...old, plan: { ...old.plan, method: first.name, messageJson: first.sampleJson } };
    });
  }, [methods]);

  const canRun =
    source !== undefined &&
    methods.kind === "known" &&
    methods.of === source.id &&
    methods.methods.length > 0 &&
    messageProblem(form.plan.messageJson) === null;
  const fire = () => {
    if (!canRun || source === undefined) return;
    void loadResults();
    runs.run({ source, server: form.server, plan: settled.plan });
    // Where the results lie below the form, they come into sight.
    if (window.matchMedia("(max-width: 1023px)").matches)
      resultEnd.current?.scrollIntoView({ block: "start", behavior: "smooth" });
  };
  useLoadKeys({ run: fire, stop: runs.stop, isRunning: liveId !== null });

  const choose = (id: string) => {
    const next = sources.find((each) => each.id === id);
    if (next === undefined) return;
    setForm((old) => ({
      sourceId: id,
      server: next.server,
      plan: { ...old.plan, method: "", messageJson: "{}" },
    }));
  };
  const example = (name: ExampleName) => {
    const greeter = sources.find(({ id }) => id === "greeter") ?? sources[0];
    setForm((old) => ({
      sourceId: greeter?.id ?? old.sourceId,
      server: greeter?.server ?? old.server,
      plan: {
        ...firstPlan,
        ...(greeter?.id === old.sourceId && { method: old.plan.method, messageJson: old.plan.messageJson }),
        ...examplePlans[name],
      },
    }));
  };

  return (
    <>
      <p role="status" className="sr-only">
        {announcement}
      </p>
      <LoadLayout
        title={words.title}
        lead={words.lead}
        formLabel={words.formTitle}
        resultLabel={words.status.label}
        form={
          <>
            <div className="grid gap-6 px-4 pb-5">
              <SourceFields
                form={form}
                sources={sources}
                methods={methods}
                onSource={choose}
                onMethod={(method) => {
                  const known = methods.kind === "known" ? methods.methods : [];
                  const sample = known.find(({ name }) => name === method)?.sampleJson ?? "{}";
                  setPlan({ method, messageJson: sample });
                }}
                onMessage={(messageJson) => setPlan({ messageJson })}
                onRetry={() => setAgain((count) => count + 1)}
              />
              <CalmModel plan={form.plan} limits={limits} onChange={setPlan} />
              <CalmServer server={form.server} limits={limits} onChange={setServer} />
              <CalmWire plan={form.plan} limits={limits} onChange={setPlan} />
              <section aria-labelledby="load-says" className="grid gap-2">
                <h2 id="load-says" className="font-semibold text-sm">
                  {words.says.label}
                </h2>
                <PlanSummary
                  plan={settled.plan}
                  notes={settled.notes}
                  limits={limits}
                  words={words}
                  locale={locale}
                />
              </section>
            </div>
            <div className="sticky bottom-0 z-20 mt-auto grid gap-2 border-hairline border-t bg-surface px-4 py-3 tiny:static">
              {liveId === null && (
                <p className="truncate text-sm max-lg:hidden" aria-hidden="true">
                  {planSentences(settled.plan, words, locale)[0]}
                </p>
              )}
              <RunBar
                live={visit.runs.find(({ id }) => id === liveId) ?? null}
                canRun={canRun}
                onRun={fire}
                onStop={runs.stop}
              />
            </div>
          </>
        }
        result={
          <div ref={resultEnd} className="scroll-mt-4">
            {visit.runs.length === 0 ? (
              <EmptyResult words={words} onExample={example} />
            ) : (
              <Suspense
                fallback={
                  <p className="p-4" role="status">
                    <Spinner />
                  </p>
                }
              >
                <LoadResults visit={visit} onRetry={fire} />
              </Suspense>
            )}
          </div>
        }
      />
    </>
  );
}

const noServer = {
  workers: null,
  queueLimit: null,
  network: { delayMs: 0, jitterMs: 0, bandwidthKbps: 0 },
} as const;

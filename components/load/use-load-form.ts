"use client";

import { useCallback, useEffect, useMemo, useState } from "react";
import { messageProblem } from "#components/target/message-problem.ts";
import type { TargetMethod, TargetSource } from "#components/target/target.ts";
import { type MethodList, methodsOf, useMethods } from "#components/target/use-methods.ts";
import { type SettledPlan, settlePlan } from "#lib/load/settle-plan.ts";
import type { LoadOrder } from "./fire-load.ts";
import { type ExampleName, examplePlans, firstPlan, type LoadForm, noServer } from "./load-form.ts";
import type { LoadPageLimits } from "./load-page-limits.ts";
import type { LoadParts } from "./load-parts.ts";

export type LoadFormControl = {
  readonly form: LoadForm;
  readonly sources: readonly TargetSource[];
  readonly methods: MethodList;
  /** The plan as the server would take it, and what was changed for that. */
  readonly settled: SettledPlan;
  /** What Run would fire; null: something is missing, or wrong. */
  readonly order: Omit<LoadOrder, "id"> | null;
  setPlan(change: Partial<LoadForm["plan"]>): void;
  setServer(server: LoadForm["server"]): void;
  chooseSource(id: string): void;
  chooseMethod(method: TargetMethod): void;
  begin(example: ExampleName): void;
  /** Reads the methods anew. */
  retry(): void;
};

/** What the form says, and what of it can be fired. */
export function useLoadForm(parts: LoadParts, limits: LoadPageLimits): LoadFormControl {
  const sources = useMemo(() => parts.sources(), [parts]);
  const [form, setForm] = useState<LoadForm>(() => {
    const [first] = sources;
    return { sourceId: first?.id ?? "", server: first?.server ?? noServer, plan: firstPlan };
  });
  const source = sources.find(({ id }) => id === form.sourceId);
  const [methods, retry] = useMethods(parts, source);
  const settled = useMemo(() => settlePlan(form.plan, limits), [form.plan, limits]);

  // Another source has other methods: the first one, with its own message, unless the one chosen exists there too.
  useEffect(() => {
    if (methods.kind === "known") setForm((old) => withMethodOf(methods.methods, old));
  }, [methods]);

  const setPlan = useCallback(
    (change: Partial<LoadForm["plan"]>) => setForm((old) => ({ ...old, plan: { ...old.plan, ...change } })),
    [],
  );
  const setServer = useCallback((server: LoadForm["server"]) => setForm((old) => ({ ...old, server })), []);
  const isReady =
    methodsOf(methods, form.sourceId).length > 0 && messageProblem(form.plan.messageJson) === null;
  return {
    form,
    sources,
    methods,
    settled,
    order: source !== undefined && isReady ? { source, server: form.server, plan: settled.plan } : null,
    setPlan,
    setServer,
    chooseSource: (id) =>
      setForm((old) =>
        withSource(
          sources.find((each) => each.id === id),
          old,
        ),
      ),
    chooseMethod: ({ name, sampleJson }) => setPlan({ method: name, messageJson: sampleJson }),
    begin: (example) => setForm((old) => withExample(example, sources, old)),
    retry,
  };
}

function withMethodOf(methods: readonly TargetMethod[], old: LoadForm): LoadForm {
  const [first] = methods;
  if (first === undefined || methods.some(({ name }) => name === old.plan.method)) return old;
  return { ...old, plan: { ...old.plan, method: first.name, messageJson: first.sampleJson } };
}

function withSource(source: TargetSource | undefined, old: LoadForm): LoadForm {
  if (source === undefined) return old;
  const plan = { ...old.plan, method: "", messageJson: "{}" };
  return { sourceId: source.id, server: source.server, plan };
}

function withExample(example: ExampleName, sources: readonly TargetSource[], old: LoadForm): LoadForm {
  const greeter = sources.find(({ id }) => id === "greeter") ?? sources[0];
  const { method, messageJson } = old.plan;
  return {
    sourceId: greeter?.id ?? old.sourceId,
    server: greeter?.server ?? old.server,
    plan: {
      ...firstPlan,
      ...(greeter?.id === old.sourceId && { method, messageJson }),
      ...examplePlans[example],
    },
  };
}

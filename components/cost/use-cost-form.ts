"use client";

import { useEffect, useMemo, useState } from "react";
import { objectProblem } from "#components/target/message-problem.ts";
import type { TargetMethod, TargetSource } from "#components/target/target.ts";
import { type MethodList, methodsOf, useMethods } from "#components/target/use-methods.ts";
import {
  type CostForm,
  type ExampleName,
  examples,
  examplesSource,
  firstForm,
  fitting,
  largestOf,
} from "./cost-form.ts";
import type { CostMethod, CostPageParts } from "./cost-parts.ts";
import type { ChosenTarget } from "./to-question.ts";

export type CostFormControl = {
  readonly form: CostForm;
  readonly sources: readonly TargetSource[];
  readonly methods: MethodList<CostMethod>;
  readonly method: CostMethod | undefined;
  /** n at the most. */
  readonly largest: number;
  /** What would be measured; null: something is missing, or wrong. */
  readonly chosen: (ChosenTarget & { readonly source: TargetSource }) | null;
  change(change: Partial<CostForm>): void;
  chooseSource(id: string): void;
  chooseMethod(method: TargetMethod): void;
  begin(example: ExampleName): void;
  /** Reads the methods anew. */
  retry(): void;
};

/** What the form asks, and whether it can be measured. */
export function useCostForm(parts: CostPageParts): CostFormControl {
  const sources = useMemo(() => parts.sources(), [parts]);
  const [form, setForm] = useState<CostForm>(() => ({ ...firstForm, sourceId: sources[0]?.id ?? "" }));
  const source = sources.find(({ id }) => id === form.sourceId);
  const [methods, retry] = useMethods(parts, source);
  const known = methodsOf(methods, form.sourceId);
  const method = known.find(({ name }) => name === form.method);
  const field = method?.fields.find(({ name }) => name === form.field);
  const largest = largestOf(field);
  const change = (changed: Partial<CostForm>) => setForm((old) => ({ ...old, ...changed }));

  // Another source has other methods: the first one, unless the one chosen exists there too.
  useEffect(() => {
    if (methods.kind !== "known") return;
    setForm((old) => {
      const next = methods.methods.find(({ name }) => name === old.method) ?? methods.methods[0];
      return next === undefined ? old : { ...old, ...fitting(next, old) };
    });
  }, [methods]);

  // Where a field cannot carry as much as the one before, the range gives way.
  useEffect(() => {
    setForm((old) => {
      const to = Math.min(old.to, largest);
      return to === old.to ? old : { ...old, to, from: Math.min(old.from, Math.max(1, to - 1)) };
    });
  }, [largest]);

  const isRight = form.to > form.from && objectProblem(form.messageJson) === null;
  const isWhole = source !== undefined && method !== undefined && field !== undefined;
  return {
    form,
    sources,
    methods,
    method,
    largest,
    chosen: isWhole && isRight ? { source, method, field } : null,
    change,
    chooseSource: (sourceId) => change({ sourceId, method: "", field: "", messageJson: "{}" }),
    chooseMethod: ({ name }) => {
      const next = known.find((each) => each.name === name);
      if (next !== undefined)
        setForm((old) => ({ ...old, ...fitting(next, { ...old, field: "", method: "" }) }));
    },
    begin: (example) =>
      setForm((old) => ({ ...firstForm, ...old, sourceId: examplesSource, ...examples[example] })),
    retry,
  };
}

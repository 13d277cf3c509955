"use client";

import { useEffect, useMemo, useState } from "react";
import { messageOf, messageProblem } from "#components/target/message-problem.ts";
import type { TargetMethod, TargetParts, TargetSource } from "#components/target/target.ts";
import { type MethodList, methodsOf, useMethods } from "#components/target/use-methods.ts";
import type { ComparedCall } from "./use-comparison.ts";

/** Rounds that one may ask for. */
export const roundChoices = ["1", "5", "10"] as const;

export type CallForm = {
  readonly sourceId: string;
  readonly method: string;
  readonly requestJson: string;
  readonly rounds: (typeof roundChoices)[number];
};

export type CallFormControl = {
  readonly form: CallForm;
  readonly sources: readonly TargetSource[];
  readonly source: TargetSource | undefined;
  readonly methods: MethodList;
  /** What would be called; null: something is missing, or wrong. */
  readonly call: ComparedCall | null;
  change(change: Partial<CallForm>): void;
  chooseMethod(method: TargetMethod): void;
  /** Reads the methods anew. */
  retry(): void;
};

/** Which call is to be compared. */
export function useCallForm(parts: TargetParts): CallFormControl {
  const sources = useMemo(() => parts.sources(), [parts]);
  const [form, setForm] = useState<CallForm>(() => {
    return { sourceId: sources[0]?.id ?? "", method: "", requestJson: "{}", rounds: "1" };
  });
  const source = sources.find(({ id }) => id === form.sourceId);
  const [methods, retry] = useMethods(parts, source);
  const change = (changed: Partial<CallForm>) => setForm((old) => ({ ...old, ...changed }));

  // Another source has other methods: the first one, with its own message.
  useEffect(() => {
    if (methods.kind !== "known") return;
    setForm((old) => {
      const [first] = methods.methods;
      if (first === undefined || methods.methods.some(({ name }) => name === old.method)) return old;
      return { ...old, method: first.name, requestJson: first.sampleJson };
    });
  }, [methods]);

  const { method, requestJson } = form;
  const isRight = methodsOf(methods, form.sourceId).length > 0 && messageProblem(requestJson) === null;
  return {
    form,
    sources,
    source,
    methods,
    call:
      source !== undefined && isRight
        ? { source, method, requestJson: messageOf(requestJson), rounds: Number(form.rounds) }
        : null,
    change,
    chooseMethod: ({ name, sampleJson }) => change({ method: name, requestJson: sampleJson }),
    retry,
  };
}

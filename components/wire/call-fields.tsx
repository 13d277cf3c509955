"use client";

import Link from "next/link";
import { useId } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { Select } from "#components/ui/select.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { formatText } from "#lib/i18n/format-text.ts";
import type { CallSource } from "./compare-parts.ts";
import type { DescribedMethods } from "./use-described.ts";

export type CallForm = { readonly sourceId: string; readonly method: string; readonly requestJson: string };

type CallFieldsProps = {
  readonly form: CallForm;
  readonly sources: readonly CallSource[];
  readonly methods: DescribedMethods;
  readonly onChange: (form: CallForm) => void;
  readonly onRetry: () => void;
};

/** Why a text is no JSON; null: it is. */
export function jsonProblem(json: string): string | null {
  try {
    JSON.parse(json);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
}

/** Which code, which method, which message. */
export function CallFields({ form, sources, methods, onChange, onRetry }: CallFieldsProps) {
  const { locale, text } = useText();
  const words = text.wire.compare;
  const known = methods.kind === "known" ? methods.methods : [];
  const source = sources.find(({ id }) => id === form.sourceId);
  const sampleOf = (name: string) => known.find((method) => method.name === name)?.sampleJson ?? "{}";
  return (
    <div className="grid content-start gap-3">
      <Select
        label={words.source}
        value={form.sourceId}
        onChange={(sourceId) => onChange({ sourceId, method: "", requestJson: "{}" })}
        options={sources.map(({ id, title }) => ({ value: id, label: title }))}
        {...(source !== undefined && { hint: source.meaning })}
      />
      <Link href={`/${locale}/play`} className="text-link w-fit text-sm pointer-coarse:py-2">
        {words.change}
      </Link>
      {methods.kind === "reading" && (
        <p className="flex items-center gap-2 text-ink-soft text-sm" role="status">
          <Spinner /> {words.reading}
        </p>
      )}
      {methods.kind === "failed" && methods.failure.render(onRetry)}
      {methods.kind === "known" && known.length === 0 && (
        <p role="alert" className="text-failed text-sm">
          {words.noMethods}
        </p>
      )}
      {known.length > 0 && (
        <>
          <Select
            label={words.method}
            value={form.method}
            onChange={(method) => onChange({ ...form, method, requestJson: sampleOf(method) })}
            options={known.map(({ name }) => ({ value: name, label: name }))}
          />
          <MessageField
            json={form.requestJson}
            sample={sampleOf(form.method)}
            onChange={(requestJson) => onChange({ ...form, requestJson })}
          />
        </>
      )}
    </div>
  );
}

type MessageFieldProps = {
  readonly json: string;
  readonly sample: string;
  readonly onChange: (json: string) => void;
};

function MessageField({ json, sample, onChange }: MessageFieldProps) {
  const words = useText().text.wire.compare;
  const id = useId();
  const problem = jsonProblem(json);
  return (
    <div className="grid min-w-0 gap-1">
      <label htmlFor={id} className="text-ink-soft text-sm">
        {words.message}
      </label>
      <textarea
        id={id}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        rows={Math.min(8, Math.max(2, json.split("\n").length))}
        value={json}
        aria-invalid={problem !== null || undefined}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.target.value)}
        className="min-w-0 resize-y rounded-control border border-hairline-strong bg-surface-raised px-2.5 py-1.5 font-mono text-sm aria-invalid:border-failed"
      />
      <p id={`${id}-hint`} className={problem === null ? "text-ink-faint text-xs" : "text-failed text-xs"}>
        {problem === null ? words.messageHint : formatText(words.messageInvalid, { problem })}
      </p>
      {json.trim() !== sample.trim() && (
        <Button size="small" variant="ghost" className="w-fit" onClick={() => onChange(sample)}>
          {words.messageReset}
        </Button>
      )}
    </div>
  );
}

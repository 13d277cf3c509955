import Link from "next/link";
import { useId } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Select } from "#components/ui/select.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { formatText } from "#lib/i18n/format-text.ts";
import { type CostForm, messageProblem } from "./cost-form.ts";
import type { CostMethod, CostSource } from "./cost-parts.ts";
import { FieldGroup } from "./field-group.tsx";
import type { MethodList } from "./use-cost-methods.ts";

type SourceFieldsProps = {
  readonly form: CostForm;
  readonly sources: readonly CostSource[];
  readonly methods: MethodList;
  readonly method: CostMethod | undefined;
  readonly onSource: (id: string) => void;
  readonly onMethod: (name: string) => void;
  readonly onChange: (change: Partial<CostForm>) => void;
  readonly onRetry: () => void;
};

/** Which code, which of its methods, and which field carries n. */
export function SourceFields(props: SourceFieldsProps) {
  const { form, sources, methods, method, onSource, onMethod, onChange, onRetry } = props;
  const { locale, text } = useText();
  const words = text.cost.source;
  const source = sources.find(({ id }) => id === form.sourceId);
  const field = method?.fields.find(({ name }) => name === form.field);
  return (
    <FieldGroup title={words.label}>
      <Select
        label={words.label}
        hideLabel
        value={form.sourceId}
        onChange={onSource}
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
      {methods.kind === "known" && methods.methods.length === 0 && (
        <p role="alert" className="text-failed text-sm">
          {words.noMethods}
        </p>
      )}
      {methods.kind === "known" && method !== undefined && (
        <>
          <Select
            label={words.method}
            value={form.method}
            onChange={onMethod}
            options={methods.methods.map(({ name }) => ({ value: name, label: name }))}
          />
          <Select
            label={words.field}
            value={form.field}
            onChange={(name) => onChange({ field: name })}
            options={method.fields.map(({ name, kind }) => ({
              value: name,
              label: formatText(words.kinds[kind], { name }),
            }))}
            {...(field !== undefined && { hint: words.contents[field.kind] })}
          />
          <MessageField json={form.messageJson} onMessage={(messageJson) => onChange({ messageJson })} />
        </>
      )}
    </FieldGroup>
  );
}

function MessageField({
  json,
  onMessage,
}: {
  readonly json: string;
  readonly onMessage: (json: string) => void;
}) {
  const words = useText().text.cost.source;
  const id = useId();
  const problem = messageProblem(json);
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
        rows={Math.min(6, Math.max(2, json.split("\n").length))}
        value={json}
        aria-invalid={problem !== null || undefined}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onMessage(event.target.value)}
        className="min-w-0 resize-y rounded-control border border-hairline-strong bg-surface-raised px-2.5 py-1.5 font-mono text-sm aria-invalid:border-failed"
      />
      <p id={`${id}-hint`} className={problem === null ? "text-ink-faint text-xs" : "text-failed text-xs"}>
        {problem === null ? words.messageHint : formatText(words.messageInvalid, { problem })}
      </p>
    </div>
  );
}

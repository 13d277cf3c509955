import Link from "next/link";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { Select } from "#components/ui/select.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { formatText } from "#lib/i18n/format-text.ts";
import { FormGroup } from "./form-group.tsx";
import type { LoadForm } from "./load-form.ts";
import { messageProblem } from "./load-form.ts";
import type { LoadSource } from "./load-source.ts";
import type { MethodList } from "./use-methods.ts";

type SourceFieldsProps = {
  readonly form: LoadForm;
  readonly sources: readonly LoadSource[];
  readonly methods: MethodList;
  readonly onSource: (id: string) => void;
  readonly onMethod: (name: string) => void;
  readonly onMessage: (json: string) => void;
  readonly onRetry: () => void;
};

/** Which code, which of its methods, and what every call sends. */
export function SourceFields(props: SourceFieldsProps) {
  const { form, sources, methods, onSource, onMethod, onMessage, onRetry } = props;
  const { locale, text } = useText();
  const words = text.load.source;
  const source = sources.find(({ id }) => id === form.sourceId);
  return (
    <FormGroup title={words.label}>
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
      {methods.kind === "known" && methods.methods.length > 0 && (
        <>
          <Select
            label={words.method}
            value={form.plan.method}
            onChange={onMethod}
            options={methods.methods.map(({ name }) => ({ value: name, label: name }))}
          />
          <MessageField
            json={form.plan.messageJson}
            sample={methods.methods.find(({ name }) => name === form.plan.method)?.sampleJson ?? "{}"}
            onMessage={onMessage}
          />
        </>
      )}
    </FormGroup>
  );
}

type MessageFieldProps = {
  readonly json: string;
  readonly sample: string;
  readonly onMessage: (json: string) => void;
};

function MessageField({ json, sample, onMessage }: MessageFieldProps) {
  const words = useText().text.load.source;
  const problem = messageProblem(json);
  return (
    <div className="grid min-w-0 gap-1">
      <label htmlFor="load-message" className="text-ink-soft text-sm">
        {words.message}
      </label>
      <textarea
        id="load-message"
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        rows={Math.min(8, Math.max(2, json.split("\n").length))}
        value={json}
        aria-invalid={problem !== null || undefined}
        aria-describedby="load-message-hint"
        onChange={(event) => onMessage(event.target.value)}
        className="min-w-0 resize-y rounded-control border border-hairline-strong bg-surface-raised px-2.5 py-1.5 font-mono text-sm aria-invalid:border-failed"
      />
      <p
        id="load-message-hint"
        className={problem === null ? "text-ink-faint text-xs" : "text-failed text-xs"}
      >
        {problem === null ? words.messageHint : formatText(words.messageInvalid, { problem })}
      </p>
      {json.trim() !== sample.trim() && (
        <Button size="small" variant="ghost" className="w-fit" onClick={() => onMessage(sample)}>
          {words.messageReset}
        </Button>
      )}
    </div>
  );
}

import Link from "next/link";
import type { ReactNode } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { FormGroup } from "#components/ui/form-group.tsx";
import { Select } from "#components/ui/select.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { TargetMethod, TargetSource } from "./target.ts";
import type { MethodList } from "./use-methods.ts";

type SourceFieldsProps = {
  readonly sources: readonly TargetSource[];
  readonly sourceId: string;
  readonly methods: MethodList;
  /** By its name; empty: none yet. */
  readonly method: string;
  /** What is said of code without a method that could be called. */
  readonly noMethods?: string;
  readonly onSource: (id: string) => void;
  readonly onMethod: (method: TargetMethod) => void;
  readonly onRetry: () => void;
  /** What is asked about the method. */
  readonly children: ReactNode;
};

/** Which code, which of its methods, and what is asked about it. */
export function SourceFields(props: SourceFieldsProps) {
  const { sources, sourceId, methods, method, onRetry } = props;
  const { locale, text } = useText();
  const words = text.target;
  const source = sources.find(({ id }) => id === sourceId);
  const known = methods.kind === "known" ? methods.methods : [];
  return (
    <FormGroup title={words.source}>
      <Select
        label={words.source}
        hideLabel
        value={sourceId}
        onChange={props.onSource}
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
          {props.noMethods ?? words.noMethods}
        </p>
      )}
      {known.length > 0 && (
        <>
          <Select
            label={words.method}
            value={method}
            onChange={(name) => {
              const chosen = known.find((each) => each.name === name);
              if (chosen !== undefined) props.onMethod(chosen);
            }}
            options={known.map(({ name }) => ({ value: name, label: name }))}
          />
          {props.children}
        </>
      )}
    </FormGroup>
  );
}

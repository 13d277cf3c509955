"use client";

import { ChevronDown } from "lucide-react";
import { useId } from "react";
import { classNames } from "./class-names.ts";

export type SelectOption<Value extends string> = {
  readonly value: Value;
  readonly label: string;
  readonly disabled?: boolean;
};

type SelectProps<Value extends string> = {
  readonly label: string;
  /** The label is read aloud but not drawn. */
  readonly hideLabel?: boolean;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly options: readonly SelectOption<Value>[];
  readonly hint?: string;
  readonly disabled?: boolean;
  readonly className?: string;
};

/** The system's own select, dressed as our controls: the best list a phone can show. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const id = useId();
  const { label, hideLabel = false, value, onChange, options, hint, disabled = false } = props;
  return (
    <div className={classNames("grid min-w-0 gap-1", props.className)}>
      <label htmlFor={id} className={hideLabel ? "sr-only" : "text-ink-soft text-sm"}>
        {label}
      </label>
      <span className="relative flex min-w-0">
        <select
          id={id}
          value={value}
          disabled={disabled}
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value);
            if (chosen !== undefined) onChange(chosen.value);
          }}
          className="h-control w-full min-w-0 appearance-none truncate rounded-control border border-hairline-strong bg-surface-raised pr-8 pl-2.5 text-ink text-sm hover:border-ink-faint disabled:opacity-50"
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown
          aria-hidden="true"
          className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-ink-faint"
        />
      </span>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-ink-faint text-xs">
          {hint}
        </p>
      )}
    </div>
  );
}

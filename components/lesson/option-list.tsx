"use client";

import { type ReactNode, useId } from "react";
import { classNames } from "#components/ui/class-names.ts";

export type Option = { readonly value: string; readonly label: ReactNode };

type OptionListProps = {
  readonly label: ReactNode;
  readonly options: readonly Option[];
  readonly value: string | null;
  readonly onChange: (value: string) => void;
  readonly disabled?: boolean;
};

/** One of several answers, below each other: native radio buttons, each as large as its words. */
export function OptionList({ label, options, value, onChange, disabled = false }: OptionListProps) {
  const name = useId();
  return (
    <fieldset disabled={disabled} className="min-w-0">
      <legend className="mb-2 font-medium">{label}</legend>
      <div className="grid gap-1.5">
        {options.map((option) => (
          <label
            key={option.value}
            className={classNames(
              "flex min-h-control items-center gap-2.5 rounded-control border px-3 py-1.5 text-base",
              "border-hairline-strong bg-surface-raised has-enabled:hover:border-ink-faint has-checked:border-accent has-checked:bg-accent-soft",
              "has-focus-visible:outline-2 has-focus-visible:outline-accent",
            )}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className="size-4 shrink-0 accent-accent focus-visible:outline-none"
            />
            <span className="min-w-0">{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

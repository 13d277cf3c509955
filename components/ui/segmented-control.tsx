"use client";

import { type ReactNode, useId } from "react";
import { classNames } from "./class-names.ts";

export type Segment<Value extends string> = {
  readonly value: Value;
  readonly label: string;
  /** Shown instead of the label, which stays the name. */
  readonly icon?: ReactNode;
  readonly disabled?: boolean;
};

type SegmentedControlProps<Value extends string> = {
  /** Name of the group. */
  readonly label: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly segments: readonly Segment<Value>[];
  readonly className?: string;
};

/** One of a few, all in sight: native radio buttons in one frame. */
export function SegmentedControl<Value extends string>(props: SegmentedControlProps<Value>) {
  const name = useId();
  return (
    <fieldset
      aria-label={props.label}
      className={classNames(
        "inline-flex h-control min-w-0 rounded-control border border-hairline-strong bg-surface-sunken p-0.5",
        props.className,
      )}
    >
      {props.segments.map(({ value, label, icon, disabled = false }) => (
        <label
          key={value}
          title={icon === undefined ? undefined : label}
          className={classNames(
            "flex flex-1 items-center justify-center whitespace-nowrap rounded-sm border border-transparent px-2.5 font-medium text-ink-soft text-sm [&_svg]:size-4",
            "transition-colors duration-100 hover:text-ink has-checked:border-hairline-strong has-checked:bg-surface-raised has-checked:text-ink",
            "has-focus-visible:outline-2 has-focus-visible:outline-accent has-disabled:cursor-not-allowed has-disabled:opacity-50",
          )}
        >
          <input
            type="radio"
            className="sr-only"
            name={name}
            value={value}
            aria-label={label}
            checked={value === props.value}
            disabled={disabled}
            onChange={() => props.onChange(value)}
          />
          <span aria-hidden="true">{icon ?? label}</span>
        </label>
      ))}
    </fieldset>
  );
}

import { type ReactNode, useId } from "react";
import { type Segment, SegmentedControl } from "./segmented-control.tsx";

type FormGroupProps = { readonly title: string; readonly badge?: ReactNode; readonly children: ReactNode };

/** Fields that belong together, under their name. */
export function FormGroup({ title, badge, children }: FormGroupProps) {
  return (
    <fieldset className="grid min-w-0 content-start gap-3">
      <legend className="mb-2 flex items-center gap-2 font-semibold text-sm">
        {title} {badge}
      </legend>
      {children}
    </fieldset>
  );
}

type ChoiceProps<Value extends string> = {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly segments: readonly Segment<Value>[];
};

/** One of a few, with its name in sight and a line that says what it does. */
export function Choice<Value extends string>({ label, hint, ...control }: ChoiceProps<Value>) {
  const id = useId();
  return (
    <div className="grid min-w-0 gap-1">
      <span id={id} className="text-sm" aria-hidden="true">
        {label}
      </span>
      <SegmentedControl label={label} {...control} className="max-w-full" />
      {hint !== undefined && <p className="text-ink-faint text-xs">{hint}</p>}
    </div>
  );
}

type CheckProps = {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
};

/** Yes or no. */
export function Check({ label, checked, onChange, disabled = false }: CheckProps) {
  return (
    <label className="flex items-start gap-2 text-sm pointer-coarse:py-1.5">
      <input
        type="checkbox"
        className="mt-0.5 size-4 shrink-0 accent-accent"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      {label}
    </label>
  );
}

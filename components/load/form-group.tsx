import { type ReactNode, useId } from "react";
import { type Segment, SegmentedControl } from "#components/ui/segmented-control.tsx";

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

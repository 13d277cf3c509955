import type { ReactNode } from "react";

type FieldGroupProps = { readonly title: string; readonly badge?: ReactNode; readonly children: ReactNode };

/** Fields that belong together, under their name. */
export function FieldGroup({ title, badge, children }: FieldGroupProps) {
  return (
    <fieldset className="grid min-w-0 content-start gap-3">
      <legend className="mb-2 flex items-center gap-2 font-semibold text-sm">
        {title} {badge}
      </legend>
      {children}
    </fieldset>
  );
}

type CheckProps = {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
};

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

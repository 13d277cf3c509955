import { useId } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { useNumberDraft } from "#components/ui/use-number-draft.ts";
import type { TheoryInputs } from "./theory-inputs.ts";

type TheoryFieldsProps = {
  readonly inputs: TheoryInputs;
  readonly onInputs: (inputs: TheoryInputs) => void;
};

/** The numbers that the models work with, each of which may be changed to ask "what if". */
export function TheoryFields({ inputs, onInputs }: TheoryFieldsProps) {
  const words = useText().text.load.theory;
  const set = (change: Partial<TheoryInputs>) => onInputs({ ...inputs, ...change });
  const { lambda, clients } = inputs;
  return (
    <div className="flex flex-wrap gap-x-4 gap-y-2">
      {lambda !== null && (
        <SmallNumber
          label={words.lambda}
          unit="/s"
          value={rounded(lambda)}
          min={0.01}
          max={100_000}
          onChange={(value) => set({ lambda: value })}
        />
      )}
      {clients !== null && (
        <>
          <SmallNumber
            label={words.clients}
            value={clients}
            min={1}
            max={10_000}
            whole
            onChange={(value) => set({ clients: value })}
          />
          <SmallNumber
            label={words.think}
            unit="ms"
            value={inputs.thinkMs}
            min={0}
            max={1e6}
            onChange={(value) => set({ thinkMs: value })}
          />
        </>
      )}
      <SmallNumber
        label={words.workers}
        value={inputs.workers}
        min={1}
        max={1_000}
        whole
        onChange={(value) => set({ workers: value })}
      />
      <SmallNumber
        label={words.replicas}
        value={inputs.replicas}
        min={1}
        max={1_000}
        whole
        onChange={(value) => set({ replicas: value })}
      />
      <SmallNumber
        label={words.service}
        unit="ms"
        value={rounded(inputs.serviceUs / 1_000)}
        min={0.001}
        max={1e6}
        onChange={(value) => set({ serviceUs: value * 1_000 })}
      />
      <SmallNumber
        label={words.variability}
        value={rounded(inputs.serviceC2)}
        min={0}
        max={1_000}
        onChange={(value) => set({ serviceC2: value })}
      />
    </div>
  );
}

/** Three digits are as many as anybody reads. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

type SmallNumberProps = {
  readonly label: string;
  readonly unit?: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly whole?: boolean;
  readonly onChange: (value: number) => void;
};

function SmallNumber({ label, unit, value, min, max, whole = false, onChange }: SmallNumberProps) {
  const id = useId();
  const draft = useNumberDraft({ value, min, max, zeroToo: false, whole, step: 1, onChange });
  return (
    <div className="grid gap-0.5">
      <label htmlFor={id} className="text-ink-soft text-xs">
        {label}
      </label>
      <span className="flex h-control w-24 items-center rounded-control border border-hairline-strong bg-surface-raised pr-2 has-focus-visible:outline-2 has-focus-visible:outline-accent has-aria-invalid:border-failed">
        <input
          id={id}
          inputMode="decimal"
          autoComplete="off"
          aria-invalid={draft.invalid || undefined}
          className="h-full w-full min-w-0 flex-1 bg-transparent pl-2 text-right font-mono text-sm outline-none"
          {...draft.inputProps}
        />
        {unit !== undefined && (
          <span aria-hidden="true" className="pl-1.5 text-ink-faint text-xs">
            {unit}
          </span>
        )}
      </span>
    </div>
  );
}

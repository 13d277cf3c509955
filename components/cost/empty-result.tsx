"use client";

import { useText } from "#components/i18n/use-text.tsx";
import { type ExampleName, examples } from "./cost-form.ts";

type EmptyResultProps = {
  /** Null: nothing can be chosen yet. */
  readonly onExample: ((name: ExampleName) => void) | null;
};

const meanings = {
  linear: "linearMeaning",
  quadratic: "quadraticMeaning",
  logarithmic: "logarithmicMeaning",
  store: "storeMeaning",
} as const satisfies Record<ExampleName, string>;

/** Before the first measurement: what will be seen, and four ways to begin. */
export function EmptyResult({ onExample }: EmptyResultProps) {
  const words = useText().text.cost.empty;
  const names = Object.keys(examples) as ExampleName[];
  return (
    <div className="grid max-w-3xl gap-6" data-cost-state="empty">
      <section>
        <h2 className="text-lg">{words.title}</h2>
        <ul className="prose mt-2 grid list-disc gap-1.5 pl-5 text-base text-ink-soft">
          {words.points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      </section>
      <section>
        <h2 className="text-lg">{words.examplesTitle}</h2>
        <ul className="mt-2 grid gap-2 sm:grid-cols-2">
          {names.map((name) => (
            <li key={name}>
              <button
                type="button"
                disabled={onExample === null}
                onClick={() => onExample?.(name)}
                className="grid h-full w-full content-start gap-1 rounded-control border border-hairline-strong bg-surface-raised px-3 py-2 text-left hover:border-ink-faint"
              >
                <span className="font-medium text-sm">{words[name]}</span>
                <span className="text-ink-soft text-xs">{words[meanings[name]]}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

import type { Dictionary } from "#lib/i18n/en.ts";
import { type ExampleName, examplePlans } from "./load-form.ts";

type EmptyResultProps = {
  readonly words: Dictionary["load"];
  /** Null: nothing can be chosen yet. */
  readonly onExample: ((name: ExampleName) => void) | null;
};

const meanings = {
  calm: "calmMeaning",
  over: "overMeaning",
  closedLoop: "closedLoopMeaning",
  sweepUp: "sweepUpMeaning",
} as const satisfies Record<ExampleName, string>;

/** Before the first run: what will be seen, and four ways to begin. */
export function EmptyResult({ words: { empty: words }, onExample }: EmptyResultProps) {
  const names = Object.keys(examplePlans) as ExampleName[];
  return (
    <div className="grid max-w-3xl gap-6">
      <section>
        <h2 className="text-lg">{words.title}</h2>
        <ul className="mt-2 grid max-w-[62ch] list-disc gap-1.5 pl-5 text-ink-soft">
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
                onClick={onExample === null ? undefined : () => onExample(name)}
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

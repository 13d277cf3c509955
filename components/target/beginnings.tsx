import type { Dictionary } from "#lib/i18n/en.ts";

/** What will be seen; and of each example its title and, under `<name>Meaning`, what it is. */
type EmptyWords<Name extends string> = { readonly points: readonly string[] } & Readonly<
  Record<Name | `${Name}Meaning`, string>
>;

type BeginningsProps<Name extends string> = {
  readonly words: Dictionary["target"];
  readonly empty: EmptyWords<Name>;
  readonly examples: readonly Name[];
  /** Null: nothing can be chosen yet. */
  readonly onExample: ((name: Name) => void) | null;
};

/** Before the first run: what will be seen, and a few ways to begin. */
export function Beginnings<Name extends string>(props: BeginningsProps<Name>) {
  const { words, empty, examples, onExample } = props;
  const meanings: Readonly<Record<`${Name}Meaning`, string>> = empty;
  return (
    <div className="grid max-w-3xl gap-6" data-beginnings="">
      <section>
        <h2 className="text-lg">{words.emptyTitle}</h2>
        <ul className="mt-2 grid max-w-[62ch] list-disc gap-1.5 pl-5 text-ink-soft">
          {empty.points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      </section>
      <section>
        <h2 className="text-lg">{words.examplesTitle}</h2>
        <ul className="mt-2 grid gap-2 sm:grid-cols-2">
          {examples.map((name) => (
            <li key={name}>
              <button
                type="button"
                disabled={onExample === null}
                onClick={onExample === null ? undefined : () => onExample(name)}
                className="grid h-full w-full content-start gap-1 rounded-control border border-hairline-strong bg-surface-raised px-3 py-2 text-left hover:border-ink-faint"
              >
                <span className="font-medium text-sm">{empty[name]}</span>
                <span className="text-ink-soft text-xs">{meanings[`${name}Meaning` as const]}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

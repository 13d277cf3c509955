import { X } from "lucide-react";
import type { RunLatency } from "#components/charts/latency-model.ts";
import { formatPlainRatio, type Say } from "#components/charts/say.ts";
import { useText } from "#components/i18n/use-text.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { Dictionary } from "#lib/i18n/en.ts";
import { formatNumber, formatPercent, formatText } from "#lib/i18n/format-text.ts";
import { outcomeName, unknownWorker } from "#lib/load/load-samples.ts";
import { overRepresented, type Representation } from "#lib/statistics/over-represented.ts";
import { toPercentile, toSorted } from "#lib/statistics/percentiles.ts";
import { statusName } from "#lib/wire/status-names.ts";
import { hasLevels, type LoadView } from "./load-view.ts";
import { toOutcome } from "./outcome-at.ts";
import { type CallTrait, traitGroups } from "./picked-traits.ts";

type PickedLoadProps = {
  readonly view: LoadView;
  readonly run: RunLatency;
  /** Rows of the run that are selected. */
  readonly rows: ReadonlySet<number> | null;
  readonly say: Say;
  readonly onClear: () => void;
};

/** The selected calls: how many, how slow, and what they are more often than the others. */
export function PickedLoad({ view, run, rows, say, onClear }: PickedLoadProps) {
  const { text } = useText();
  const words = text.load.picked;
  const selected = rows ?? new Set<number>();
  const { samples } = view.loaded;
  const ok = toSorted(
    run.points.filter(({ row, outcome }) => outcome === "ok" && selected.has(row)).map(({ us }) => us),
  );
  const slowest = ok.at(-1);
  const telling = traitGroups(view.loaded, selected, hasLevels(view.loaded.run))
    .flatMap((groups) => overRepresented(groups))
    .slice(0, 6);
  return (
    <section
      aria-label={words.title}
      data-picked-calls={selected.size}
      className="grid gap-1.5 rounded-control border border-accent/40 bg-surface-raised px-3 py-2 text-sm"
    >
      <header className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h3 className="font-semibold tabular-nums">
          {selected.size === 0
            ? words.none
            : formatText(words.count, {
                count: say.count(selected.size),
                all: say.count(samples.length),
                share: formatPercent(say.locale, selected.size / Math.max(1, samples.length)),
              })}
        </h3>
        {ok.length > 0 && (
          <span>
            {words.median} <span className="font-mono">{say.latency(toPercentile(ok, 0.5).value)}</span>
          </span>
        )}
        {slowest !== undefined && (
          <span>
            {words.slowest} <span className="font-mono">{say.latency(slowest)}</span>
          </span>
        )}
        <IconButton
          label={words.clear}
          icon={<X />}
          size="small"
          keys={["Esc"]}
          className="ml-auto"
          onClick={onClear}
        />
      </header>
      {selected.size > 0 && (
        <div data-over-represented={telling.length}>
          {telling.length === 0 ? (
            <p className="text-ink-soft">{words.nothing}</p>
          ) : (
            <>
              <p className="text-ink-soft">{words.over}:</p>
              <ul className="grid list-disc gap-0.5 pl-5">
                {telling.map((found) => (
                  <li key={`${found.label.kind}/${found.label.name}`}>
                    {tellingWords(found, selected.size, samples.length, text, say)}
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
      {selected.size > 0 && <p className="text-ink-faint text-xs">{words.meaning}</p>}
    </section>
  );
}

function tellingWords(
  { label, inside, all, ratio, p }: Representation<CallTrait>,
  selected: number,
  whole: number,
  text: Dictionary,
  say: Say,
): string {
  const words = text.load.picked;
  return formatText(words.item, {
    what: formatText(words[label.kind], { name: traitName(label, text) }),
    ratio: formatPlainRatio(say.locale, ratio),
    inside: say.count(inside),
    count: say.count(selected),
    outside: say.count(all - inside),
    rest: say.count(whole - selected),
    p: p < 0.001 ? words.pSmall : formatNumber(say.locale, p, 3),
  });
}

function traitName({ kind, name }: CallTrait, text: Dictionary): string {
  switch (kind) {
    case "outcome":
      return text.latency.outcomes[outcomeName(toOutcome(name))];
    case "code":
      return statusName(name);
    case "phase":
      return text.timeline.details.phases[phaseNames[name] ?? "merged"];
    case "worker":
      return name === unknownWorker ? "–" : String(name + 1);
    default:
      return String(name + (kind === "level" ? 1 : 0));
  }
}

const phaseNames = ["clientWait", "queue", "execution", "merged"] as const;

import { useText } from "#components/i18n/use-text.tsx";
import type { WireSeries } from "#lib/cost/judge-wire.ts";
import { LineSample } from "./legend-line.tsx";
import { lookOf } from "./wire-looks.ts";

type WayTogglesProps = {
  readonly series: readonly WireSeries[];
  readonly nameOf: (series: WireSeries) => string;
  readonly hidden: ReadonlySet<string>;
  readonly onHide: (hidden: ReadonlySet<string>) => void;
};

/** The ways with their looks; each can be hidden, but for the last one. */
export function WayToggles({ series, nameOf, hidden, onHide }: WayTogglesProps) {
  const words = useText().text.latency.legend;
  return (
    <fieldset className="flex flex-wrap gap-1 text-xs" data-print="hidden">
      <legend className="sr-only">{words.label}</legend>
      {series.map((each) => {
        const isShown = !hidden.has(each.id);
        const look = lookOf(each);
        return (
          <button
            key={each.id}
            type="button"
            aria-pressed={isShown}
            disabled={isShown && hidden.size === series.length - 1}
            onClick={() =>
              onHide(new Set(isShown ? [...hidden, each.id] : [...hidden].filter((id) => id !== each.id)))
            }
            className={`flex min-h-[calc(var(--control)-4px)] items-center gap-1.5 rounded-control border px-2 ${isShown ? "border-hairline-strong text-ink" : "border-hairline border-dashed text-ink-faint line-through"}`}
          >
            <LineSample colour={look.colour} dash={look.dash} />
            {nameOf(each)}
          </button>
        );
      })}
    </fieldset>
  );
}

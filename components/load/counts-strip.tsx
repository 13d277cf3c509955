import { useText } from "#components/i18n/use-text.tsx";
import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import type { LoadRecord } from "./to-load-record.ts";

/** What became of every call that was due: the parts add up. */
export function CountsStrip({ loaded: { run, merged } }: { readonly loaded: LoadRecord }) {
  const { locale, text } = useText();
  const words = text.load.counts;
  const { counts } = merged;
  const always = ["due", "sent", "ok"] as const;
  const ifAny = ["error", "timeout", "shed", "cancelled", "unsent", "heldBack"] as const;
  const meanings: Partial<Record<string, string>> = {
    due: words.dueMeaning,
    unsent: words.unsentMeaning,
    heldBack: words.heldBackMeaning,
  };
  const shown = [...always, ...ifAny.filter((name) => counts[name] > 0)];
  const bytes = (value: number) =>
    value < 10_000 ? `${formatNumber(locale, value)} B` : `${formatNumber(locale, value / 1_000)} kB`;
  return (
    <dl
      aria-label={formatText(words.label, { run: run.number })}
      className="flex flex-wrap gap-x-6 gap-y-2 text-sm"
    >
      {shown.map((name) => (
        <div key={name} data-count={name} data-value={counts[name]}>
          <dt className="text-ink-soft text-xs" title={meanings[name]}>
            {words[name]}
          </dt>
          <dd className="font-mono">{formatNumber(locale, counts[name])}</dd>
        </div>
      ))}
      <div>
        <dt className="text-ink-soft text-xs">{words.connections}</dt>
        <dd className="font-mono">{formatNumber(locale, counts.connections)}</dd>
      </div>
      <div>
        <dt className="text-ink-soft text-xs">{words.bytes}</dt>
        <dd className="font-mono">
          {bytes(counts.requestBytes)} / {bytes(counts.responseBytes)}
        </dd>
      </div>
    </dl>
  );
}

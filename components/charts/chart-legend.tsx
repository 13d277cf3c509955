import { classNames } from "#components/ui/class-names.ts";
import { apartOutcomes } from "./apart-outcomes.ts";
import type { LatencyModel } from "./latency-model.ts";
import type { Say } from "./say.ts";
import type { LegendKey } from "./series-style.ts";
import { Swatch } from "./swatch.tsx";

type ChartLegendProps = {
  readonly model: LatencyModel;
  readonly say: Say;
  readonly hidden: ReadonlySet<LegendKey>;
  readonly onToggle: (key: LegendKey) => void;
};

/** Every series of the charts as a switch; the last run on view cannot be hidden. */
export function ChartLegend({ model: { runs }, say, hidden, onToggle }: ChartLegendProps) {
  const { words } = say;
  const apart = apartOutcomes.filter((outcome) => runs.some(({ apart }) => apart[outcome].length > 0));
  const hasSent = runs.some(({ fromSend }) => fromSend !== null);
  // A run and nothing besides needs no switch.
  const answered = runs.filter(({ distribution }) => distribution !== null).length;
  if (answered + apart.length + (hasSent ? 1 : 0) < 2) return null;
  const shownRuns = runs.filter(({ key }) => !hidden.has(key));
  const item = (key: LegendKey, label: string, isLast = false) => (
    <LegendItem
      key={key}
      name={key}
      label={label}
      shown={!hidden.has(key)}
      disabled={isLast}
      onToggle={() => onToggle(key)}
    />
  );
  return (
    <fieldset className="flex min-w-0 flex-wrap items-center gap-x-1 gap-y-1 text-xs" data-legend="">
      <legend className="sr-only">
        {words.legend.label} {words.legend.hint}
      </legend>
      {runs.length > 1 &&
        runs.map((run) => item(run.key, say.run(run), shownRuns.length === 1 && shownRuns[0] === run))}
      {apart.map((outcome) => item(outcome, words.outcomes[outcome]))}
      {hasSent && item("sent", words.legend.sent)}
    </fieldset>
  );
}

type LegendItemProps = {
  readonly name: LegendKey;
  readonly label: string;
  readonly shown: boolean;
  readonly disabled: boolean;
  readonly onToggle: () => void;
};

function LegendItem({ name, label, shown, disabled, onToggle }: LegendItemProps) {
  return (
    <button
      type="button"
      aria-pressed={shown}
      disabled={disabled}
      onClick={onToggle}
      className={classNames(
        "flex min-h-[calc(var(--control)-4px)] items-center gap-1.5 rounded-control border px-2 hover:border-ink-faint",
        shown
          ? "border-hairline-strong text-ink"
          : "border-hairline border-dashed text-ink-faint line-through",
      )}
    >
      {name === "a" || name === "b" ? <Swatch series={name} /> : <Sample name={name} />}
      {label}
    </button>
  );
}

/** The series as the histogram or the curve draws it. */
function Sample({ name }: { readonly name: Exclude<LegendKey, "a" | "b"> }) {
  const lines = {
    failed: <rect x="1" y="1" width="10" height="10" fill="var(--failed)" fillOpacity="0.55" />,
    timeout: <path d="M1 7L7 1M1 11L11 1M5 11L11 5" strokeWidth="1.75" />,
    cancelled: (
      <path
        d="M3 3h.1M6 3h.1M9 3h.1M3 6h.1M6 6h.1M9 6h.1M3 9h.1M6 9h.1M9 9h.1"
        strokeWidth="1.75"
        strokeLinecap="round"
      />
    ),
    sent: <path d="M0 6h28" stroke="var(--ink-soft)" strokeWidth="1.25" strokeDasharray="7 2 1 2" />,
  } as const;
  return (
    <svg aria-hidden="true" width={name === "sent" ? 28 : 12} height="12" stroke="var(--failed)" fill="none">
      {name !== "sent" && <rect x="0.5" y="0.5" width="11" height="11" />}
      {lines[name]}
    </svg>
  );
}

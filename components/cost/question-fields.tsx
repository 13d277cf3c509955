import { useText } from "#components/i18n/use-text.tsx";
import { Check, FormGroup } from "#components/ui/form-group.tsx";
import { NumberField } from "#components/ui/number-field.tsx";
import { OriginBadge } from "#components/ui/origin-badge.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { wireCodecs, wireProtocols } from "#lib/cost/measure-wire.ts";
import { wantedSpan } from "#lib/fit/size-grid.ts";
import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import { type CostForm, leastBudgetS, mostBudgetS } from "./cost-form.ts";
import type { CostPageLimits } from "./cost-page-limits.ts";
import { protocolNames } from "./way-names.ts";

type QuestionFieldsProps = {
  readonly form: CostForm;
  /** n at the most. */
  readonly largest: number;
  readonly limits: CostPageLimits;
  readonly onChange: (change: Partial<CostForm>) => void;
};

/** Time and memory, or the way there; over which n; how long it may take. */
export function QuestionFields({ form, largest, limits, onChange }: QuestionFieldsProps) {
  const { locale, text } = useText();
  const { what, range } = text.cost;
  const span = form.to / form.from;
  return (
    <>
      <FormGroup title={what.label}>
        <SegmentedControl
          label={what.label}
          value={form.what}
          onChange={(value) => onChange({ what: value })}
          className="max-w-full"
          segments={[
            { value: "growth", label: what.growth },
            { value: "wire", label: what.wire },
          ]}
        />
        <p className="text-ink-faint text-xs">{form.what === "growth" ? what.growthHint : what.wireHint}</p>
      </FormGroup>
      <FormGroup title={range.title}>
        <div className="grid grid-cols-2 gap-3">
          <SizeField
            label={range.from}
            value={form.from}
            min={1}
            max={Math.max(1, form.to - 1)}
            onChange={(from) => onChange({ from })}
          />
          <SizeField
            label={range.to}
            value={form.to}
            min={form.from + 1}
            max={largest}
            onChange={(to) => onChange({ to })}
          />
        </div>
        {form.what === "growth" && span < wantedSpan && (
          <p className="text-limit text-xs">
            {formatText(range.short, { span: formatNumber(locale, span) })}
          </p>
        )}
        {form.what === "growth" && (
          <Check label={range.extend} checked={form.extend} onChange={(extend) => onChange({ extend })} />
        )}
        <NumberField
          label={range.budget}
          hint={form.what === "growth" ? range.budgetHint : range.wireBudgetHint}
          unit="s"
          whole
          min={leastBudgetS}
          max={mostBudgetS}
          value={form.budgetS}
          onChange={(budgetS) => onChange({ budgetS })}
        />
      </FormGroup>
      {form.what === "wire" && <WireFields form={form} limits={limits} onChange={onChange} />}
    </>
  );
}

type SizeFieldProps = {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
};

/** n is typed, and doubled or halved by the arrow keys: a slider would have no room for a range of a million. */
function SizeField({ label, value, min, max, onChange }: SizeFieldProps) {
  const put = (next: number) => onChange(Math.min(max, Math.max(min, Math.round(next))));
  return (
    <label className="grid min-w-0 gap-1 text-ink-soft text-sm">
      {label}
      <input
        type="text"
        inputMode="numeric"
        autoComplete="off"
        // A typed number is taken when it is left, so that it may pass through others.
        key={value}
        defaultValue={value}
        onBlur={(event) => {
          const typed = Number(event.target.value.replace(/[\s,_]/g, ""));
          if (Number.isFinite(typed) && typed > 0) put(typed);
          event.target.value = String(value);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") event.currentTarget.blur();
          if (event.key === "ArrowUp") put(value * 2);
          if (event.key === "ArrowDown") put(value / 2);
        }}
        className="h-control w-full min-w-0 rounded-control border border-hairline-strong bg-surface-raised px-2 text-right font-mono text-ink text-sm"
      />
    </label>
  );
}

function WireFields({ form, limits, onChange }: Omit<QuestionFieldsProps, "largest">) {
  const words = useText().text.cost.wire;
  const toggled = <Value extends string>(all: readonly Value[], chosen: readonly Value[], value: Value) =>
    all.filter((each) => (each === value ? !chosen.includes(each) : chosen.includes(each)));
  return (
    <>
      <FormGroup title={words.title}>
        <div className="grid grid-cols-2 gap-3">
          <fieldset className="grid content-start gap-1.5">
            <legend className="mb-1 text-ink-soft text-sm">{words.protocols}</legend>
            {wireProtocols.map((each) => (
              <Check
                key={each}
                label={protocolNames[each]}
                checked={form.protocols.includes(each)}
                disabled={form.protocols.length === 1 && form.protocols[0] === each}
                onChange={() => onChange({ protocols: toggled(wireProtocols, form.protocols, each) })}
              />
            ))}
          </fieldset>
          <fieldset className="grid content-start gap-1.5">
            <legend className="mb-1 text-ink-soft text-sm">{words.codecs}</legend>
            {wireCodecs.map((each) => (
              <Check
                key={each}
                label={words[each]}
                checked={form.codecs.includes(each)}
                disabled={form.codecs.length === 1 && form.codecs[0] === each}
                onChange={() => onChange({ codecs: toggled(wireCodecs, form.codecs, each) })}
              />
            ))}
          </fieldset>
        </div>
        <Check label={words.gzip} checked={form.gzip} onChange={(gzip) => onChange({ gzip })} />
      </FormGroup>
      <FormGroup title={words.network} badge={<OriginBadge origin="emulated" />}>
        <NumberField
          label={words.delay}
          unit="ms"
          min={0}
          max={limits.maxDelayMs}
          sliderMax={200}
          value={form.delayMs}
          onChange={(delayMs) => onChange({ delayMs })}
        />
        <NumberField
          label={words.bandwidth}
          hint={words.bandwidthHint}
          unit="kbit/s"
          whole
          zeroToo
          min={limits.minBandwidthKbps}
          max={limits.maxBandwidthKbps}
          sliderMax={20_000}
          step={500}
          value={form.bandwidthKbps}
          onChange={(bandwidthKbps) => onChange({ bandwidthKbps })}
        />
      </FormGroup>
    </>
  );
}

"use client";

import type { ReactNode } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { NumberField } from "#components/ui/number-field.tsx";
import { OriginBadge } from "#components/ui/origin-badge.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { CaptureSetting } from "#components/wire/capture-setting.tsx";
import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import type { RunSettings } from "#lib/record/run-record.ts";
import type { Place } from "./choose-place.ts";
import { placeWords } from "./place-words.ts";
import type { PlaygroundLimits } from "./playground-limits.ts";
import { defaultSettings } from "./to-settings.ts";

type SettingsPanelProps = {
  readonly settings: RunSettings;
  readonly onChange: (settings: RunSettings) => void;
  readonly limits: PlaygroundLimits;
  /** Where the chosen experiment runs with these settings. */
  readonly place: Place;
};

/** What is emulated around the handlers and how calls are made. Every setting says what it does. */
export function SettingsPanel({ settings, onChange, limits, place }: SettingsPanelProps) {
  const { locale, text } = useText();
  const words = text.settings;
  const set = (change: Partial<RunSettings>) => onChange({ ...settings, ...change });
  const setNetwork = (change: Partial<RunSettings["network"]>) =>
    set({ network: { ...settings.network, ...change } });
  const emulated = <OriginBadge origin="emulated" />;

  return (
    <section
      id="playground-settings"
      aria-label={text.playground.settings}
      className="grid gap-x-8 gap-y-5 border-hairline border-b bg-surface px-4 py-4 @min-[44rem]:grid-cols-3"
    >
      <Group title={words.server} badge={emulated}>
        <LimitedNumber
          label={words.workers}
          hint={words.workersHint}
          noLimitLabel={words.unlimited}
          value={settings.workers}
          whenLimited={10}
          min={1}
          max={limits.maxWorkers}
          onChange={(workers) => set({ workers })}
        />
        <LimitedNumber
          label={words.queueLimit}
          hint={words.queueLimitHint}
          noLimitLabel={words.queueLimitNone}
          value={settings.queueLimit}
          whenLimited={10}
          min={0}
          max={limits.maxQueuedCalls}
          sliderMax={100}
          onChange={(queueLimit) => set({ queueLimit })}
        />
      </Group>
      <Group title={words.network} badge={emulated}>
        <NumberField
          label={words.delay}
          hint={words.delayHint}
          unit={words.ms}
          min={0}
          max={limits.maxDelayMs}
          sliderMax={500}
          value={settings.network.delayMs}
          onChange={(delayMs) => setNetwork({ delayMs })}
        />
        <NumberField
          label={words.jitter}
          hint={words.jitterHint}
          unit={words.ms}
          min={0}
          max={limits.maxDelayMs}
          sliderMax={100}
          value={settings.network.jitterMs}
          onChange={(jitterMs) => setNetwork({ jitterMs })}
        />
        <NumberField
          label={words.bandwidth}
          hint={formatText(words.bandwidthHint, { min: formatNumber(locale, limits.minBandwidthKbps) })}
          unit={words.kbps}
          min={limits.minBandwidthKbps}
          zeroToo
          max={limits.maxBandwidthKbps}
          sliderMax={10_000}
          step={10}
          value={settings.network.bandwidthKbps}
          onChange={(bandwidthKbps) => setNetwork({ bandwidthKbps })}
        />
      </Group>
      <Group title={words.call}>
        <NumberField
          label={words.calls}
          hint={words.callsHint}
          whole
          min={1}
          max={limits.maxCallsPerRun}
          sliderMax={100}
          value={settings.calls}
          onChange={(calls) => set({ calls })}
        />
        <Choice label={words.protocol} hint={words.protocolHint}>
          <SegmentedControl
            label={words.protocol}
            value={settings.protocol}
            onChange={(protocol) => set({ protocol })}
            segments={[
              { value: "connect", label: words.protocolConnect },
              { value: "grpc-web", label: words.protocolGrpcWeb },
              { value: "grpc", label: words.protocolGrpc },
            ]}
          />
        </Choice>
        <Choice label={words.codec} hint={words.codecHint}>
          <SegmentedControl
            label={words.codec}
            value={settings.codec}
            onChange={(codec) => set({ codec })}
            segments={[
              { value: "binary", label: words.codecBinary },
              { value: "json", label: words.codecJson },
            ]}
          />
        </Choice>
        <Choice label={words.where} hint={placeWords(place, words)}>
          <SegmentedControl
            label={words.where}
            value={settings.where ?? "automatic"}
            onChange={(chosen) => {
              const { where: _before, ...others } = settings;
              onChange(chosen === "automatic" ? others : { ...others, where: chosen });
            }}
            segments={[
              { value: "automatic", label: words.whereAutomatic },
              { value: "browser", label: words.whereBrowser },
              { value: "backend", label: words.whereBackend },
            ]}
          />
        </Choice>
        <CaptureSetting />
        <div>
          <Button variant="quiet" size="small" onClick={() => onChange(defaultSettings)}>
            {words.resetAll}
          </Button>
        </div>
      </Group>
    </section>
  );
}

type GroupProps = { readonly title: string; readonly badge?: ReactNode; readonly children: ReactNode };

function Group({ title, badge, children }: GroupProps) {
  return (
    <fieldset className="grid min-w-0 content-start gap-4">
      <legend className="mb-2 flex items-center gap-2 font-semibold text-sm">
        {title} {badge}
      </legend>
      {children}
    </fieldset>
  );
}

function Choice({
  label,
  hint,
  children,
}: {
  readonly label: string;
  readonly hint: string;
  readonly children: ReactNode;
}) {
  return (
    <div className="grid gap-1">
      <span className="text-sm" aria-hidden="true">
        {label}
      </span>
      {children}
      <p className="text-ink-faint text-xs">{hint}</p>
    </div>
  );
}

type LimitedNumberProps = {
  readonly label: string;
  readonly hint: string;
  readonly noLimitLabel: string;
  /** Null: no limit. */
  readonly value: number | null;
  /** The value when a limit is switched on. */
  readonly whenLimited: number;
  readonly min: number;
  readonly max: number;
  readonly sliderMax?: number;
  readonly onChange: (value: number | null) => void;
};

/** A number that can also be "no limit". */
function LimitedNumber({
  label,
  hint,
  noLimitLabel,
  value,
  whenLimited,
  onChange,
  ...bounds
}: LimitedNumberProps) {
  return (
    <div className="grid gap-1.5">
      <NumberField
        {...bounds}
        whole
        label={label}
        hint={hint}
        value={value ?? whenLimited}
        disabled={value === null}
        onChange={onChange}
      />
      <label className="flex items-center gap-2 text-ink-soft text-sm">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          checked={value === null}
          onChange={(event) => onChange(event.target.checked ? null : whenLimited)}
        />
        {noLimitLabel}
      </label>
    </div>
  );
}

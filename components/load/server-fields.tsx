import { useText } from "#components/i18n/use-text.tsx";
import type { TargetServer } from "#components/target/target.ts";
import { FormGroup } from "#components/ui/form-group.tsx";
import { NumberField } from "#components/ui/number-field.tsx";
import { OriginBadge } from "#components/ui/origin-badge.tsx";
import type { LoadPageLimits } from "./load-page-limits.ts";

type ServerFieldsProps = {
  readonly server: TargetServer;
  readonly limits: LoadPageLimits;
  readonly onChange: (server: TargetServer) => void;
};

const usualWorkers = 10;

/** What is emulated around the handlers: the two numbers that a load test is most often about. */
export function ServerFields({ server, limits, onChange }: ServerFieldsProps) {
  const words = useText().text.load.server;
  const isUnlimited = server.workers === null;
  return (
    <FormGroup title={words.title} badge={<OriginBadge origin="emulated" />}>
      <div className="grid gap-1.5">
        <NumberField
          label={words.workers}
          hint={words.workersHint}
          whole
          min={1}
          max={limits.maxWorkers}
          value={server.workers ?? usualWorkers}
          disabled={isUnlimited}
          onChange={(workers) => onChange({ ...server, workers })}
        />
        <label className="flex items-center gap-2 text-ink-soft text-sm">
          <input
            type="checkbox"
            className="size-4 accent-accent"
            checked={isUnlimited}
            onChange={(event) => onChange({ ...server, workers: event.target.checked ? null : usualWorkers })}
          />
          {words.unlimited}
        </label>
      </div>
      <NumberField
        label={words.delay}
        hint={words.delayHint}
        unit="ms"
        min={0}
        max={limits.maxDelayMs}
        sliderMax={500}
        value={server.network.delayMs}
        onChange={(delayMs) => onChange({ ...server, network: { ...server.network, delayMs } })}
      />
    </FormGroup>
  );
}

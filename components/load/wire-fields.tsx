import { useText } from "#components/i18n/use-text.tsx";
import { Choice, FormGroup } from "#components/ui/form-group.tsx";
import { NumberField } from "#components/ui/number-field.tsx";
import type { LoadPlan } from "#lib/load/load-plan.ts";
import type { LoadPageLimits } from "./load-page-limits.ts";

type WireFieldsProps = {
  readonly plan: LoadPlan;
  readonly limits: LoadPageLimits;
  readonly onChange: (change: Partial<LoadPlan>) => void;
};

/** How each call travels, and when it is given up. */
export function WireFields({ plan, limits, onChange }: WireFieldsProps) {
  const { text } = useText();
  const words = text.load;
  const isHttp2 = usesHttp2(plan);
  return (
    <FormGroup title={words.wire.title}>
      <Choice
        label={words.wire.protocol}
        value={plan.protocol}
        onChange={(protocol) =>
          onChange({ protocol, ...(protocol === "grpc" && { httpVersion: "2" as const }) })
        }
        segments={[
          { value: "connect", label: text.settings.protocolConnect },
          { value: "grpc-web", label: text.settings.protocolGrpcWeb },
          { value: "grpc", label: text.settings.protocolGrpc },
        ]}
      />
      <div className="flex flex-wrap gap-x-4 gap-y-3">
        <Choice
          label={words.wire.codec}
          value={plan.codec}
          onChange={(codec) => onChange({ codec })}
          segments={[
            { value: "binary", label: words.wire.binary },
            { value: "json", label: words.wire.json },
          ]}
        />
        <Choice
          label={words.wire.httpVersion}
          value={isHttp2 ? "2" : "1.1"}
          onChange={(httpVersion) => onChange({ httpVersion })}
          segments={[
            { value: "1.1", label: "1.1", disabled: plan.protocol === "grpc" },
            { value: "2", label: "2" },
          ]}
        />
      </div>
      <MoreFields plan={plan} limits={limits} onChange={onChange} />
    </FormGroup>
  );
}

/** What most load tests leave as it is. */
function MoreFields({ plan, limits, onChange }: WireFieldsProps) {
  const words = useText().text.load;
  const isHttp2 = usesHttp2(plan);
  return (
    <details className="min-w-0">
      <summary className="w-fit rounded-sm text-ink-soft text-sm hover:text-ink">{words.wire.more}</summary>
      <div className="mt-3 grid gap-3">
        <NumberField
          label={words.fields.deadlineMs}
          hint={words.wire.deadlineHint}
          unit="ms"
          whole
          min={10}
          max={limits.unaryDeadlineMs}
          step={100}
          value={plan.deadlineMs}
          onChange={(deadlineMs) => onChange({ deadlineMs })}
        />
        <NumberField
          label={words.fields.seed}
          hint={words.wire.seedHint}
          whole
          min={0}
          max={0xffff_ffff}
          sliderMax={100}
          value={plan.seed}
          onChange={(seed) => onChange({ seed })}
        />
        {plan.model.kind === "open" && (
          <NumberField
            label={words.fields.maxInFlight}
            hint={words.wire.inFlightHint}
            whole
            min={1}
            max={isHttp2 ? limits.maxLoadInFlight : limits.maxLoadConnections}
            value={Math.min(plan.maxInFlight, isHttp2 ? limits.maxLoadInFlight : limits.maxLoadConnections)}
            onChange={(maxInFlight) => onChange({ maxInFlight })}
          />
        )}
        {isHttp2 && (
          <NumberField
            label={words.fields.connections}
            hint={words.wire.connectionsHint}
            whole
            min={1}
            max={limits.maxLoadConnections}
            sliderMax={16}
            value={plan.connections}
            onChange={(connections) => onChange({ connections })}
          />
        )}
      </div>
    </details>
  );
}

function usesHttp2({ httpVersion, protocol }: LoadPlan): boolean {
  return httpVersion === "2" || protocol === "grpc";
}

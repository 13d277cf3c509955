import { useText } from "#components/i18n/use-text.tsx";
import { Choice, FormGroup } from "#components/ui/form-group.tsx";
import { NumberField } from "#components/ui/number-field.tsx";
import { type LoadModel, type LoadPlan, peakLoad } from "#lib/load/load-plan.ts";
import type { LoadPageLimits } from "./load-page-limits.ts";
import { ShapeFields } from "./shape-fields.tsx";

type ModelFieldsProps = {
  readonly plan: LoadPlan;
  readonly limits: LoadPageLimits;
  readonly onChange: (change: Partial<LoadPlan>) => void;
};

/** How hard, in which model, in which shape, and for how long. */
export function ModelFields({ plan, limits, onChange }: ModelFieldsProps) {
  const words = useText().text.load;
  const { model } = plan;
  return (
    <FormGroup title={words.plan.title}>
      <Choice
        label={words.plan.model}
        hint={model.kind === "open" ? words.plan.openHint : words.plan.closedHint}
        value={model.kind}
        onChange={(kind) => onChange(otherModel(plan, kind))}
        segments={[
          { value: "open", label: words.plan.open },
          { value: "closed", label: words.plan.closed },
        ]}
      />
      {model.kind === "open" ? (
        <OpenFields model={model} limits={limits} onChange={onChange} />
      ) : (
        <ClosedFields model={model} limits={limits} onChange={onChange} />
      )}
      <ShapeFields plan={plan} onChange={onChange} />
      <NumberField
        label={words.plan.duration}
        unit={words.plan.durationUnit}
        min={0.5}
        max={limits.maxLoadMs / 1_000}
        value={plan.durationMs / 1_000}
        onChange={(seconds) => onChange({ durationMs: Math.round(seconds * 1_000) })}
      />
    </FormGroup>
  );
}

type OneModelProps<Kind extends LoadModel["kind"]> = Omit<ModelFieldsProps, "plan"> & {
  readonly model: Extract<LoadModel, { readonly kind: Kind }>;
};

function OpenFields({ model, limits, onChange }: OneModelProps<"open">) {
  const words = useText().text.load;
  return (
    <>
      <NumberField
        label={words.fields.ratePerSecond}
        unit={words.plan.perSecond}
        min={0.1}
        max={limits.maxLoadRate}
        sliderMax={Math.min(100, limits.maxLoadRate)}
        value={model.ratePerSecond}
        onChange={(ratePerSecond) => onChange({ model: { ...model, ratePerSecond } })}
      />
      <Choice
        label={words.plan.arrivals}
        value={model.arrivals}
        onChange={(arrivals) => onChange({ model: { ...model, arrivals } })}
        segments={[
          { value: "poisson", label: words.plan.poisson },
          { value: "constant", label: words.plan.constant },
        ]}
      />
    </>
  );
}

function ClosedFields({ model, limits, onChange }: OneModelProps<"closed">) {
  const words = useText().text.load;
  return (
    <>
      <NumberField
        label={words.fields.clients}
        whole
        min={1}
        max={limits.maxLoadClients}
        sliderMax={Math.min(100, limits.maxLoadClients)}
        value={model.clients}
        onChange={(clients) => onChange({ model: { ...model, clients } })}
      />
      <NumberField
        label={words.fields.thinkMs}
        unit="ms"
        min={0}
        max={60_000}
        sliderMax={2_000}
        step={10}
        value={model.thinkMs}
        onChange={(thinkMs) => onChange({ model: { ...model, thinkMs } })}
      />
      {model.thinkMs > 0 && (
        <Choice
          label={words.plan.think}
          value={model.think}
          onChange={(think) => onChange({ model: { ...model, think } })}
          segments={[
            { value: "constant", label: words.plan.thinkConstant },
            { value: "exponential", label: words.plan.thinkExponential },
          ]}
        />
      )}
    </>
  );
}

/** The other model at about the same load, so that the two can be held side by side. */
function otherModel({ model, shape }: LoadPlan, kind: LoadModel["kind"]): Partial<LoadPlan> {
  if (kind === model.kind) return {};
  const peak = peakLoad(model);
  const next: LoadModel =
    kind === "open"
      ? { kind, ratePerSecond: peak, arrivals: "poisson" }
      : { kind, clients: Math.max(1, Math.round(peak)), thinkMs: 0, think: "constant" };
  if (!("start" in shape)) return { model: next };
  const start = kind === "closed" ? Math.max(1, Math.round(shape.start)) : shape.start;
  return { model: next, shape: { ...shape, start } };
}

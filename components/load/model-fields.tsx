import { useText } from "#components/i18n/use-text.tsx";
import { NumberField } from "#components/ui/number-field.tsx";
import { type LoadModel, type LoadPlan, type LoadShape, peakLoad } from "#lib/load/load-plan.ts";
import { Choice, FormGroup } from "./form-group.tsx";
import type { LoadPageLimits } from "./load-page-limits.ts";

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
      ) : (
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

function ShapeFields({ plan, onChange }: Omit<ModelFieldsProps, "limits">) {
  const words = useText().text.load;
  const { model, shape } = plan;
  const peak = peakLoad(model);
  const isOpen = model.kind === "open";
  return (
    <>
      <Choice
        label={words.plan.shape}
        hint={shape.kind === "sweep" ? words.plan.sweepHint : undefined}
        value={shape.kind}
        onChange={(kind) => onChange({ shape: otherShape(plan, kind) })}
        segments={[
          { value: "constant", label: words.plan.shapeConstant },
          { value: "ramp", label: words.plan.shapeRamp },
          { value: "step", label: words.plan.shapeStep },
          { value: "sweep", label: words.plan.shapeSweep },
        ]}
      />
      {shape.kind !== "constant" && (
        <NumberField
          label={words.fields.start}
          {...(isOpen && { unit: words.plan.perSecond })}
          whole={!isOpen}
          min={isOpen ? Math.min(0.1, peak) : 1}
          max={peak}
          value={Math.min(shape.start, peak)}
          onChange={(start) => onChange({ shape: { ...shape, start } })}
        />
      )}
      {(shape.kind === "step" || shape.kind === "sweep") && (
        <NumberField
          label={words.fields.levels}
          whole
          min={shape.kind === "sweep" ? 8 : 2}
          max={20}
          value={shape.levels}
          onChange={(levels) => onChange({ shape: { ...shape, levels } })}
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

function otherShape({ model, shape }: LoadPlan, kind: LoadShape["kind"]): LoadShape {
  const peak = peakLoad(model);
  const least = model.kind === "open" ? Math.min(0.1, peak) : 1;
  const tenth = model.kind === "open" ? Math.round(peak) / 10 : Math.round(peak / 10);
  const start = "start" in shape ? shape.start : Math.max(least, tenth);
  const levels = "levels" in shape ? shape.levels : 8;
  switch (kind) {
    case "constant":
      return { kind };
    case "ramp":
      return { kind, start };
    case "step":
      return { kind, start, levels };
    case "sweep":
      return { kind, start, levels: Math.max(8, levels) };
  }
}

import { useText } from "#components/i18n/use-text.tsx";
import { Choice } from "#components/ui/form-group.tsx";
import { NumberField } from "#components/ui/number-field.tsx";
import { type LoadPlan, type LoadShape, peakLoad } from "#lib/load/load-plan.ts";

type ShapeFieldsProps = {
  readonly plan: LoadPlan;
  readonly onChange: (change: Partial<LoadPlan>) => void;
};

/** How the load changes while it lasts, and in how many levels. */
export function ShapeFields({ plan, onChange }: ShapeFieldsProps) {
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

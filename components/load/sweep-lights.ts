import type { SweepTheory } from "#components/charts/sweep-model.ts";
import { type ValidityLight, validityLights } from "#lib/theory/validity-lights.ts";
import { type LoadView, viewOfLevel } from "./load-view.ts";
import { toRunFacts } from "./theory-inputs.ts";

/**
 * How the stable levels of a sweep keep what the model of its curve assumes: an assumption that fails at one level fails, and
 * one that no level could tell is dark. That ρ is below 1 is left out: the curve ends there.
 */
export function sweepLights(view: LoadView, { kind }: SweepTheory): readonly ValidityLight[] {
  const levels = view.loaded.run.load.summary?.levels ?? [];
  const perLevel = levels
    .filter(({ utilisation }) => utilisation?.unstable !== true)
    .map((level) => validityLights(kind, toRunFacts(viewOfLevel(view.loaded, level))));
  return (perLevel[0] ?? [])
    .filter(({ assumption }) => assumption !== "belowCapacity")
    .map((first) => {
      const all = perLevel.flatMap((lights) =>
        lights.filter(({ assumption }) => assumption === first.assumption),
      );
      return all.find(({ holds }) => holds === false) ?? all.find(({ holds }) => holds === true) ?? first;
    });
}

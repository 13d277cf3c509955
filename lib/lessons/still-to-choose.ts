import type { RunSettings } from "#lib/record/run-record.ts";
import type { ChosenSettings } from "./chosen-settings.ts";

/** The settings of `chosen` that are not set yet. */
export function stillToChoose(settings: RunSettings, chosen: ChosenSettings): (keyof ChosenSettings)[] {
  return (Object.keys(chosen) as (keyof ChosenSettings)[]).filter(
    (key) => JSON.stringify(settings[key]) !== JSON.stringify(chosen[key]),
  );
}

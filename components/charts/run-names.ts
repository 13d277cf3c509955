import type { Dictionary } from "#lib/i18n/en.ts";
import { formatText } from "#lib/i18n/format-text.ts";
import type { RunLatency } from "./latency-model.ts";

/** `A · All at once`. */
export function runName(words: Dictionary["latency"], { key, title }: RunLatency): string {
  return formatText(key === "a" ? words.runA : words.runB, { title });
}

import type { Dictionary } from "#lib/i18n/en.ts";
import type { Locale } from "#lib/i18n/locales.ts";

/** Language of the labels, and the name of each run. */
export type LabelWords = {
  readonly locale: Locale;
  readonly text: Dictionary["timeline"];
  readonly labels: readonly string[];
};

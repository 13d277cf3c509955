import type { Diagnostic } from "#lib/gen/playground/v1/source_pb.ts";
import type { Dictionary } from "#lib/i18n/en.ts";
import { formatReason } from "#lib/i18n/format-reason.ts";
import type { Locale } from "#lib/i18n/locales.ts";

/** The diagnostics as the page says them: our own in its language, the compilers' in their own words. */
export function saidDiagnostics(
  diagnostics: readonly Diagnostic[],
  locale: Locale,
  text: Dictionary,
): Diagnostic[] {
  return diagnostics.map((diagnostic) => {
    const { reason: name, values } = diagnostic;
    const words = name === "" ? null : formatReason(locale, text, { name, values });
    return words === null ? diagnostic : { ...diagnostic, message: words.meaning };
  });
}

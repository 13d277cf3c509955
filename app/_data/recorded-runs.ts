import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locale } from "#lib/i18n/locales.ts";
import { parseRecordFile } from "#lib/record/record-file.ts";
import type { RunRecord } from "#lib/record/run-record.ts";

/** The same four calls, made twice against a real server: what the landing draws and the playground opens with. */
export type RecordedRuns = { readonly blocking: RunRecord; readonly allAtOnce: RunRecord };

const folder = join(process.cwd(), "app/_data/recorded-runs");

/** A run recorded with the starter in the page's language, or, where there is none, the one for all languages. */
function readRunFile(locale: Locale, name: string): string | null {
  for (const path of [join(folder, locale, `${name}.json`), join(folder, `${name}.json`)]) {
    try {
      return readFileSync(/* turbopackIgnore: true */ path, "utf8");
    } catch {
      // Not recorded: pages then show words only.
    }
  }
  return null;
}

function readRuns(locale: Locale) {
  const files = ["blocking", "all-at-once"].flatMap((name) => readRunFile(locale, name) ?? []);
  const [blocking, allAtOnce] = files.map((text) => {
    const parsed = parseRecordFile(text);
    if (!parsed.ok) throw new Error(`A recorded run for ${locale} is broken: ${JSON.stringify(parsed)}`);
    return parsed.value;
  });
  return { files, runs: blocking !== undefined && allAtOnce !== undefined ? { blocking, allAtOnce } : null };
}

// Read and judged once, when the server starts.
const recorded = { en: readRuns("en"), zh: readRuns("zh") } satisfies Record<Locale, unknown>;

/** Both runs, or null until both have been recorded. */
export function readRecordedRuns(locale: Locale): RecordedRuns | null {
  return recorded[locale].runs;
}

/** The same runs as texts, for a page that reads them itself. Empty until they have been recorded. */
export function readRecordedRunFiles(locale: Locale): readonly string[] {
  return recorded[locale].files;
}

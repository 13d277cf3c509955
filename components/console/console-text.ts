import type { Dictionary } from "#lib/i18n/en.ts";
import { formatNumber, formatPlural, formatText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import type { ConsoleLine } from "./console-lines.ts";

type Words = Pick<Dictionary, "console" | "failures">;

/** The lines as text for the clipboard: time, side, place and words between tabs, a stack indented below. */
export function consoleText(lines: readonly ConsoleLine[], locale: Locale, words: Words): string {
  return lines.map((line) => lineText(line, locale, words)).join("\n");
}

function lineText(line: ConsoleLine, locale: Locale, words: Words): string {
  const at = `${formatNumber(locale, line.atUs / 1000, 1)} ms`;
  if (line.kind === "runner") {
    const reason = stopReason(line.reason, words.failures);
    return `${at}\t${formatText(words.console.runnerStopped, { reason })}`;
  }
  if (line.kind === "returned") return `${at}\t${returnedWords(line.value, words.console)}`;
  const { source, path, line: row, text, stack, dropped } = line.entry;
  const place = path === "" ? "" : row > 0 ? `${path}:${row}` : path;
  const said = [
    text,
    line.count > 1 ? `(${formatText(words.console.repeated, { count: line.count })})` : "",
    dropped > 0 ? `(${formatPlural(locale, words.console.dropped, dropped)})` : "",
  ];
  const columns = [at, source, place, said.filter((part) => part !== "").join(" ")];
  return [columns.filter((column) => column !== "").join("\t"), ...stack.map((frame) => `\t${frame}`)].join(
    "\n",
  );
}

/** What the experiment returned, in a line. */
export function returnedWords(value: string | null, words: Dictionary["console"]): string {
  return value === null ? words.returnedTooLong : formatText(words.returned, { value });
}

/** Why a runner stopped, in the page's language; a reason this page does not know stays as it came. */
export function stopReason(reason: string, words: Dictionary["failures"]): string {
  const titles: Readonly<Record<string, string>> = {
    timeLimit: words.timeTitle,
    memoryLimit: words.memoryTitle,
    outputLimit: words.outputTitle,
    cpuLimit: words.cpuTitle,
    crashed: words.crashedTitle,
    protocolViolation: words.crashedTitle,
  };
  return titles[reason] ?? reason;
}

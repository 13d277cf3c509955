import type { Dictionary } from "#lib/i18n/en.ts";
import { formatLimit } from "#lib/i18n/format-limit.ts";
import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import type { ImportProblem as FileProblem } from "#lib/share/import-files.ts";
import type { LinkProblem } from "#lib/share/link-fragment.ts";
import type { ZipProblem } from "#lib/share/read-zip.ts";
import { linkProblemWords, refusalWords } from "./link-problem-words.ts";

/** Why nothing was imported. */
export type ImportProblem =
  | FileProblem
  | Exclude<ZipProblem, { kind: "notZip" }>
  | { readonly kind: "notZip"; readonly path: string }
  | { readonly kind: "notLink" | "elsewhere" }
  | { readonly kind: "removed"; readonly reason: string }
  | { readonly kind: "linkProblem"; readonly problem: LinkProblem }
  /** In whole sentences already. */
  | { readonly kind: "said"; readonly words: string };

/** The problem as a sentence. */
export function importProblemWords(locale: Locale, text: Dictionary, problem: ImportProblem): string {
  const words = text.share.import.problems;
  switch (problem.kind) {
    case "noSources":
    case "notLink":
    case "elsewhere":
      return words[problem.kind];
    case "notText":
    case "notZip":
      return formatText(words[problem.kind], { path: problem.path });
    case "removed":
      return formatText(words.removed, { reason: problem.reason });
    case "tooMany":
      return formatText(words.tooMany, { max: formatNumber(locale, problem.max) });
    case "tooLarge":
      return formatText(words.tooLarge, { max: formatLimit(locale, "maxSourceBytes", problem.maxBytes) });
    case "refused":
      return refusalWords(locale, text, problem.why);
    case "linkProblem":
      return formatText(words.linkProblem, { problem: linkProblemWords(locale, text, problem.problem) });
    case "said":
      return problem.words;
  }
}

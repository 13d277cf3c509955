import type { Locale } from "#lib/i18n/locales.ts";
import type { MarkTree } from "./lesson-marks.ts";
import type { LessonMistake } from "./lesson-mistake.ts";

/** What one step may hold: more is two ideas. */
const most = { en: 150, zh: 260 } as const satisfies Record<Locale, number>;
const unit = { en: "words", zh: "characters" } as const satisfies Record<Locale, string>;

/** Beats about what was measured: their numbers come from the recorded run. */
const measuredBeats = ["see", "run", "notice"];
const measured =
  /\d[\d.,\u202f ]*\s?(?:(?:[µμnm]?s|seconds?|minutes?|[KMG]i?B|bytes?)(?![a-z])|毫秒|微秒|秒|分钟|字节)/iu;

/** Steps that are too long, and measured numbers written by hand where a `<Seen>` belongs. */
export function checkProse(file: string, locale: Locale, tree: MarkTree): LessonMistake[] {
  return beatsOf(tree).flatMap((beat): LessonMistake[] => {
    const kind = String(beat.attributes?.find(({ name }) => name === "kind")?.value ?? "");
    const key = `<Beat kind="${kind}">`;
    const length = lengthOf(textOf(beat, ["text", "inlineCode"]), locale);
    const long = `has ${length} ${unit[locale]}, and at most ${most[locale]} may be there`;
    const tooLong = length > most[locale] ? [{ file, line: lineOf(beat), key, what: long }] : [];
    if (!measuredBeats.includes(kind)) return tooLong;
    return [...tooLong, ...handWritten(file, key, beat)];
  });
}

/** How long a text is for its readers: English words; in Chinese, characters, where a Latin word counts as one. */
export function lengthOf(text: string, locale: Locale): number {
  if (locale === "en") return text.match(/[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu)?.length ?? 0;
  return text.match(/\p{Script=Han}|[\p{Script=Latin}\p{N}][\p{Script=Latin}\p{N}.-]*/gu)?.length ?? 0;
}

function handWritten(file: string, key: string, tree: MarkTree): LessonMistake[] {
  const own = tree.type === "text" ? measured.exec(String(tree.value ?? ""))?.[0] : undefined;
  const what = `"${own}" is written by hand: name it in check.ts under figures, and write <Seen figure="…"/>`;
  return [
    ...(own === undefined ? [] : [{ file, line: lineOf(tree), key, what }]),
    ...(tree.children ?? []).flatMap((child) => handWritten(file, key, child)),
  ];
}

function beatsOf(tree: MarkTree): MarkTree[] {
  if (tree.name === "Beat") return [tree];
  return (tree.children ?? []).flatMap(beatsOf);
}

function textOf(tree: MarkTree, types: readonly string[]): string {
  if (types.includes(tree.type)) return `${String(tree.value ?? "")} `;
  return (tree.children ?? []).map((child) => textOf(child, types)).join("");
}

function lineOf({ position }: MarkTree): number | null {
  return position?.start.line ?? null;
}

import { type Locale, locales } from "#lib/i18n/locales.ts";
import type { MarkTree } from "./lesson-marks.ts";
import type { LessonMistake } from "./lesson-mistake.ts";
import type { LessonText } from "./lesson-text.ts";
import type { ParsedLessonText } from "./parse-lesson-text.ts";

/** A lesson that others may speak of: `2.4`, and the end of its address. */
export type KnownLesson = { readonly number: string; readonly slug: string };

const spokenOf = { en: /\blessons? (\d+\.\d+)/gi, zh: /(\d+\.\d+) ?课/g } as const satisfies Record<
  Locale,
  RegExp
>;
const lessonAddress = /^\/([^/]+)\/lessons\/([^/?#]*)/;

/** What a text says of other lessons, by their numbers and by links, and which of those there are not. */
export function checkReferences(
  file: string,
  locale: Locale,
  { text, lineOf }: Pick<ParsedLessonText, "text" | "lineOf">,
  tree: MarkTree,
  known: readonly KnownLesson[],
): LessonMistake[] {
  const lost = (said: string): string[] =>
    [...said.matchAll(spokenOf[locale])].flatMap(([whole, number = ""]) =>
      known.some((lesson) => lesson.number === number) ? [] : [`"${whole}": there is no such lesson`],
    );
  const above = stringsOf(text ?? {}).flatMap(({ path, said }) =>
    lost(said).map((what) => ({ file, line: lineOf(path), key: path.join("."), what })),
  );
  const below = nodesOf(tree).flatMap((node) => {
    const what = node.type === "link" ? lostLink(node.url ?? "", locale, known) : lost(proseOf(node));
    return what.map((each) => ({ file, line: node.position?.start.line ?? null, key: "", what: each }));
  });
  return [...above, ...below];
}

function lostLink(url: string, locale: Locale, known: readonly KnownLesson[]): string[] {
  if (/^(?:https?:|mailto:|#)/.test(url)) return [];
  const [, language, slug = ""] = lessonAddress.exec(url) ?? [];
  if (language === undefined) {
    const isPage = new RegExp(`^/${locale}(?:/|$)`).test(url);
    return isPage ? [] : [`the link to "${url}" must begin with /${locale}/ or https:`];
  }
  if (language !== locale) {
    const isOther = (locales as readonly string[]).includes(language);
    return [`the link to "${url}" ${isOther ? "changes the language" : `must begin with /${locale}/`}`];
  }
  const exists = slug === "" || known.some((lesson) => lesson.slug === slug);
  return exists ? [] : [`the link to "${url}" leads to no lesson`];
}

type LinkTree = MarkTree & { readonly url?: string };

function nodesOf(tree: LinkTree): LinkTree[] {
  return [tree, ...(tree.children ?? []).flatMap(nodesOf)];
}

function proseOf({ type, value }: LinkTree): string {
  return type === "text" ? String(value ?? "") : "";
}

type Said = { readonly path: readonly (string | number)[]; readonly said: string };

/** Every string of the front matter with the way to it. */
function stringsOf(of: LessonText | object | string, path: readonly (string | number)[] = []): Said[] {
  if (typeof of === "string") return [{ path, said: of }];
  if (Array.isArray(of)) return of.flatMap((one, index) => stringsOf(one, [...path, index]));
  return Object.entries(of).flatMap(([key, one]) =>
    typeof one === "string" || (typeof one === "object" && one !== null)
      ? stringsOf(one, [...path, key])
      : [],
  );
}

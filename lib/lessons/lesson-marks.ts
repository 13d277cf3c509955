import type { GlossaryEntry } from "./glossary.ts";
import type { Lesson } from "./lesson.ts";
import type { LessonMistake } from "./lesson-mistake.ts";
import type { LessonText } from "./lesson-text.ts";
import { isPoint } from "./points.ts";

/** An element of a lesson's MDX that points at something: `<Seen figure="total"/>`. */
export type LessonMark = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly line: number | null;
};

/** What the tree of an MDX file looks like as far as marks are concerned (mdast with MDX elements). */
export type MarkTree = {
  readonly type: string;
  readonly name?: string | null;
  /** Of text and code. */
  readonly value?: unknown;
  readonly attributes?: readonly { readonly name?: string; readonly value?: unknown }[];
  readonly children?: readonly MarkTree[];
  readonly position?: { readonly start: { readonly line: number } } | undefined;
};

/** Every element of the file, in order. */
export function readMarks(tree: MarkTree): LessonMark[] {
  const below = (tree.children ?? []).flatMap(readMarks);
  const { name, attributes = [], position } = tree;
  if (typeof name !== "string" || !/^[A-Z]/.test(name)) return below;
  const values = attributes.flatMap((attribute) =>
    typeof attribute.name === "string" && typeof attribute.value === "string"
      ? [[attribute.name, attribute.value] as const]
      : [],
  );
  return [{ name, attributes: Object.fromEntries(values), line: position?.start.line ?? null }, ...below];
}

export const beats = ["see", "predict", "run", "notice", "change"] as const;
export type BeatKind = (typeof beats)[number];

type Known = {
  readonly lesson: Lesson;
  readonly text: LessonText;
  readonly glossary: Readonly<Record<string, GlossaryEntry>>;
  /** Names of the folders below `exhibit/`. */
  readonly exhibits: readonly string[];
};

/** Marks that lead nowhere, sources without a mark, and beats that are missing or out of order. */
export function checkMarks(file: string, marks: readonly LessonMark[], known: Known): LessonMistake[] {
  const { lesson, text, glossary, exhibits } = known;
  const has = (table: object) => (id: string) => Object.hasOwn(table, id);
  const targets: Readonly<Record<string, { attribute: string; exists: (id: string) => boolean }>> = {
    Seen: { attribute: "figure", exists: has(lesson.figures) },
    Pin: { attribute: "id", exists: has(lesson.pins) },
    Point: { attribute: "to", exists: isPoint },
    Term: { attribute: "id", exists: has(glossary) },
    Exhibit: { attribute: "id", exists: (id) => exhibits.includes(id) },
    Cite: { attribute: "id", exists: has(text.sources) },
  };
  const lost = marks.flatMap(({ name, attributes, line }): LessonMistake[] => {
    const target = targets[name];
    if (target === undefined) {
      const isKnown = ["Beat", "Production", "Article"].includes(name);
      return isKnown ? [] : [{ file, line, key: "", what: `there is no <${name}>` }];
    }
    const id = attributes[target.attribute];
    const key = `<${name} ${target.attribute}="${id ?? ""}">`;
    return id !== undefined && target.exists(id) ? [] : [{ file, line, key, what: "points at nothing" }];
  });
  const kinds = marks.filter(({ name }) => name === "Beat").map(({ attributes }) => attributes.kind);
  const what = `the beats are ${kinds.join(", ")}; they must be ${beats.join(", ")}`;
  const untitled = marks.filter(({ name, attributes }) => name === "Beat" && !attributes.title);
  const cited = new Set(marks.filter(({ name }) => name === "Cite").map(({ attributes }) => attributes.id));
  // One that is cited by a wrong name is told there.
  const areKnown = [...cited].every((id) => id !== undefined && has(text.sources)(id));
  const uncited = areKnown ? Object.keys(text.sources).filter((id) => !cited.has(id)) : [];
  return [
    ...uncited.map((id) => ({ file, line: null, key: `sources.${id}`, what: "is cited nowhere" })),
    ...(kinds.join() === beats.join() ? [] : [{ file, line: null, key: "<Beat>", what }]),
    ...untitled.map(({ line }) => ({ file, line, key: "<Beat>", what: "has no title" })),
    ...lost,
  ];
}

import type { JsonView } from "#lib/schema/json-view.ts";

/** A stretch of a line that belongs to one value, and to none inside of it. */
export type JsonPiece = { readonly from: number; readonly text: string; readonly path: string };
export type JsonLine = readonly JsonPiece[];

/** The lines of a JSON view, each in pieces that know the innermost value they belong to. */
export function jsonLines({ text, places }: JsonView): readonly JsonLine[] {
  const starts = [...places].sort(([, a], [, b]) => a.from - b.from || b.to - a.to);
  const lines: JsonPiece[][] = [[]];
  const open: { path: string; to: number }[] = [];
  let at = 0;
  const write = (to: number) => {
    const path = open.at(-1)?.path ?? "";
    const parts = text.slice(at, to).split("\n");
    parts.forEach((part, index) => {
      if (index > 0) lines.push([]);
      if (part !== "") lines.at(-1)?.push({ from: at, text: part, path });
      at += part.length + (index < parts.length - 1 ? 1 : 0);
    });
    at = to;
  };
  const closeUpTo = (limit: number) => {
    for (let last = open.at(-1); last !== undefined && last.to <= limit; last = open.at(-1)) {
      write(last.to);
      open.pop();
    }
  };
  for (const [path, { from, to }] of starts) {
    closeUpTo(from);
    write(from);
    open.push({ path, to });
  }
  closeUpTo(text.length);
  write(text.length);
  return lines;
}

/** Whether `path` is `of` or lies inside of it. */
export function isWithin(path: string, of: string): boolean {
  if (!path.startsWith(of)) return false;
  const next = path.charAt(of.length);
  return next === "" || next === "." || next === "[";
}

import type { NodePath } from "./node-path.ts";
import { rowOf, type TreeRow } from "./tree-rows.ts";

export type TreeStep =
  | { readonly kind: "choose"; readonly path: NodePath }
  | { readonly kind: "toggle"; readonly path: NodePath; readonly open: boolean };

/** What a key does in a tree (WAI-ARIA Authoring Practices: tree view). Null: nothing; `row` -1: nothing is chosen yet. */
export function treeStep(key: string, rows: readonly TreeRow[], row: number, page: number): TreeStep | null {
  const chosen = rows[row];
  const to = (index: number): TreeStep | null => {
    const next = rows[Math.min(Math.max(0, index), rows.length - 1)];
    return next === undefined ? null : { kind: "choose", path: next.path };
  };
  const toggle = (open: boolean): TreeStep | null =>
    chosen === undefined ? null : { kind: "toggle", path: chosen.path, open };
  switch (key) {
    case "ArrowDown":
      return to(row + 1);
    case "ArrowUp":
      return to(row - 1);
    case "PageDown":
      return to(row + page);
    case "PageUp":
      return to(row - page);
    case "Home":
      return to(0);
    case "End":
      return to(rows.length - 1);
    case "ArrowRight":
      if (chosen?.isOpen === false) return toggle(true);
      return chosen?.isOpen === true ? to(row + 1) : null;
    case "ArrowLeft":
      if (chosen?.isOpen === true) return toggle(false);
      if (chosen === undefined || chosen.level === 1) return null;
      return to(rowOf(rows, chosen.path.slice(0, chosen.path.lastIndexOf("/"))));
    case "Enter":
    case " ":
      return chosen == null || chosen.isOpen === null ? null : toggle(!chosen.isOpen);
    default:
      return null;
  }
}

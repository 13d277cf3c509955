"use client";

import { type KeyboardEvent, useId } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import type { NodePath } from "./node-path.ts";
import { NodeTreeRow, treeRowPx } from "./node-tree-row.tsx";
import { treeStep } from "./tree-keys.ts";
import { rowOf, type TreeRow } from "./tree-rows.ts";
import { useRowsInSight } from "./use-rows-in-sight.ts";

type NodeTreeProps = {
  readonly rows: readonly TreeRow[];
  /** Pointed at, in this view or in another. */
  readonly lit: readonly NodePath[];
  readonly chosen: NodePath | null;
  /** To be in sight, when another view points at it. */
  readonly wanted: NodePath | null;
  readonly onPoint: (path: NodePath | null) => void;
  readonly onChoose: (path: NodePath) => void;
  readonly onToggle: (path: NodePath, open: boolean) => void;
};

/** What the bytes are, as a tree (WAI-ARIA: tree view): arrow keys walk it, open it and close it. */
export function NodeTree({ rows, lit, chosen, wanted, onPoint, onChoose, onToggle }: NodeTreeProps) {
  const words = useText().text.wire;
  const id = useId();
  const chosenRow = rowOf(rows, chosen);
  const litRows = new Set(lit.map((path) => rowOf(rows, path)));
  const { scroller, first, end, onScroll } = useRowsInSight(rows.length, treeRowPx, rowOf(rows, wanted));
  const isChosenDrawn = chosenRow >= first && chosenRow < end;

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / treeRowPx) - 1);
    const step = treeStep(event.key, rows, chosenRow, page);
    if (step === null) return;
    event.preventDefault();
    if (step.kind === "choose") onChoose(step.path);
    else onToggle(step.path, step.open);
  };

  return (
    <div
      ref={scroller}
      role="tree"
      aria-label={words.tree.label}
      tabIndex={0}
      {...(isChosenDrawn && { "aria-activedescendant": `${id}-${chosenRow}` })}
      data-node-tree=""
      onScroll={onScroll}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        // A pointer chooses its own row.
        const isByKeyboard = event.currentTarget.matches(":focus-visible");
        if (isByKeyboard && chosenRow === -1 && rows[0] !== undefined) onChoose(rows[0].path);
      }}
      onPointerLeave={() => onPoint(null)}
      className="relative min-h-0 flex-1 overflow-auto py-1 text-xs focus-visible:-outline-offset-2"
    >
      <div role="none" style={{ height: rows.length * treeRowPx, paddingTop: first * treeRowPx }}>
        {rows.slice(first, end).map((row, index) => (
          <NodeTreeRow
            key={row.path}
            id={`${id}-${first + index}`}
            row={row}
            words={words}
            isLit={litRows.has(first + index)}
            isChosen={first + index === chosenRow}
            onPoint={onPoint}
            onChoose={onChoose}
            onToggle={onToggle}
          />
        ))}
      </div>
    </div>
  );
}

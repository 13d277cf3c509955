import { ChevronRight, TriangleAlert } from "lucide-react";
import { memo } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { formatText } from "#lib/i18n/format-text.ts";
import { layerLook } from "./layer-look.ts";
import type { NodePath } from "./node-path.ts";
import { nodeWords, problemWords, type WireWords } from "./node-words.ts";
import type { TreeRow } from "./tree-rows.ts";

export const treeRowPx = 26;

type NodeTreeRowProps = {
  readonly id: string;
  readonly row: TreeRow;
  readonly words: WireWords;
  readonly isLit: boolean;
  readonly isChosen: boolean;
  readonly onPoint: (path: NodePath) => void;
  readonly onChoose: (path: NodePath) => void;
  readonly onToggle: (path: NodePath, open: boolean) => void;
};

/** One node in a line: what it is, what it says, where its bytes are, and what is wrong with them. */
export const NodeTreeRow = memo(function NodeTreeRow(props: NodeTreeRowProps) {
  const { id, row, words, isLit, isChosen, onPoint, onChoose, onToggle } = props;
  const { node, parent, path, level, isOpen } = row;
  const { label, value, facts } = nodeWords(node, parent, words);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus and names this row by aria-activedescendant
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree hears the keys
    <div
      id={id}
      role="treeitem"
      aria-level={level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-selected={isChosen}
      {...(isOpen !== null && { "aria-expanded": isOpen })}
      data-node={node.field?.name ?? node.kind}
      data-lit={isLit || undefined}
      onPointerEnter={(event) => event.pointerType !== "touch" && onPoint(path)}
      onClick={() => onChoose(path)}
      style={{ height: treeRowPx, paddingLeft: 8 + (level - 1) * 14 }}
      className={classNames(
        layerLook[node.layer],
        "flex min-w-0 cursor-default items-center gap-1.5 whitespace-nowrap pr-3",
        isLit && "wire-row-lit bg-[color-mix(in_oklch,var(--layer)_20%,transparent)]",
        isChosen && "outline-2 outline-accent -outline-offset-2",
      )}
    >
      <Twisty isOpen={isOpen} onToggle={() => onToggle(path, isOpen === false)} />
      <span aria-hidden="true" className="wire-part size-2.5 shrink-0 rounded-[2px]" />
      <span className="shrink-0 font-medium">{label}</span>
      {value !== "" && <code className="min-w-8 truncate text-ink-soft">{value}</code>}
      {facts !== "" && <span className="min-w-0 truncate text-ink-faint">{facts}</span>}
      {node.ofConnection === true && (
        <span title={words.tree.connectionMeaning} className="shrink-0 text-ink-faint">
          ({words.tree.connection})
        </span>
      )}
      {node.problem !== null && (
        <span className="flex min-w-0 items-center gap-1 text-failed">
          <TriangleAlert aria-hidden="true" className="size-3 shrink-0" />
          <span className="truncate">{problemWords(node.problem, words)}</span>
        </span>
      )}
      <span className="ml-auto shrink-0 pl-2 font-mono text-ink-faint tabular-nums">
        {rangeWords(node, words)}
      </span>
    </div>
  );
});

function Twisty({ isOpen, onToggle }: { readonly isOpen: boolean | null; readonly onToggle: () => void }) {
  if (isOpen === null) return <span className="w-3.5 shrink-0" />;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: for the pointer only; arrow keys open and close
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above
    <span
      className="grid h-full w-3.5 shrink-0 place-items-center"
      onClick={(event) => {
        event.stopPropagation();
        onToggle();
      }}
    >
      <ChevronRight
        aria-hidden="true"
        className={classNames("size-3.5 text-ink-soft transition-transform", isOpen && "rotate-90")}
      />
    </span>
  );
}

function rangeWords({ from, to }: TreeRow["node"], { tree }: WireWords): string {
  if (to === from) return tree.noBytes;
  return to - from === 1 ? String(from) : formatText(tree.range, { from, to: to - 1 });
}

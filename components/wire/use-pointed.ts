import { useCallback, useMemo, useState } from "react";
import type { DecodedSide } from "#lib/wire/decoded.ts";
import type { WireNode } from "#lib/wire/wire-node.ts";
import type { ByteRange } from "./byte-rows.ts";
import { type ByteSpace, type Linked, linkParts } from "./linked-parts.ts";
import { type NodePath, nodeAt, pathAt } from "./node-path.ts";
import { firstOpen, openedTo, type TreeRow, treeRows } from "./tree-rows.ts";

export type Pointed = {
  /** What is under the pointer, else what was chosen: more than one when a value's bytes lie apart. */
  readonly lit: readonly NodePath[];
  readonly litRanges: readonly ByteRange[];
  readonly chosen: NodePath | null;
  readonly cursor: number | null;
  /** What each view should bring into sight when it changes; -1 and null: nothing. */
  readonly wantedByte: number;
  readonly wantedNode: NodePath | null;
  readonly rows: readonly TreeRow[];
  readonly linked: Linked;
  readonly pointAtByte: (at: number | null) => void;
  readonly pointAtNode: (path: NodePath | null) => void;
  readonly pointAtValue: (message: number, jsonPath: string | null) => void;
  readonly chooseByte: (at: number) => void;
  readonly chooseNode: (path: NodePath) => void;
  readonly chooseValue: (message: number, jsonPath: string) => void;
  readonly toggle: (path: NodePath, open: boolean) => void;
};

type Choice = {
  readonly paths: readonly NodePath[];
  /** The byte, when it was made among the bytes. */
  readonly at: number | null;
};

const none: readonly NodePath[] = [];
const noChoice: Choice = { paths: none, at: null };

/** What is pointed at in a space, for three views that follow each other. */
export function usePointed(side: DecodedSide, space: ByteSpace): Pointed {
  const { root } = space;
  const [hovered, setHovered] = useState(none);
  const [choice, setChoice] = useState(noChoice);
  const { rows, openTo, toggle } = useOpenNodes(root);
  const { wantedByte, wantedNode, seekByte, seekNode } = useSought(root);
  const linked = useMemo(() => linkParts(side, space), [side, space]);
  const lit = hovered.length > 0 ? hovered : choice.paths;
  const litRanges = useMemo(() => rangesOf(root, lit), [lit, root]);

  const point = useCallback((paths: readonly NodePath[]) => {
    setHovered((last) => (last.join() === paths.join() ? last : paths));
  }, []);
  const choose = useCallback(
    (paths: readonly NodePath[], at: number | null) => {
      const [first] = paths;
      if (first === undefined) return;
      setChoice({ paths, at });
      // By keyboard, the pointer may rest anywhere.
      setHovered(none);
      openTo(first);
      seekNode(first);
      seekByte(at ?? first);
    },
    [openTo, seekByte, seekNode],
  );
  const pointTo = useCallback(
    (paths: readonly NodePath[], seek: { readonly byte: boolean; readonly node: boolean }) => {
      point(paths);
      if (seek.byte) seekByte(paths[0]);
      if (seek.node) seekNode(paths[0]);
    },
    [point, seekByte, seekNode],
  );
  const [chosen = null] = choice.paths;
  return {
    ...{ lit, litRanges, chosen, cursor: choice.at, wantedByte, wantedNode, rows, linked, toggle },
    pointAtByte: useCallback(
      (at) => pointTo(pathsAt(root, at), { byte: false, node: true }),
      [root, pointTo],
    ),
    pointAtNode: useCallback(
      (path) => pointTo(path === null ? none : [path], { byte: true, node: false }),
      [pointTo],
    ),
    pointAtValue: useCallback(
      (message, jsonPath) =>
        pointTo(jsonPath === null ? none : linked.nodesOf(message, jsonPath), { byte: true, node: true }),
      [pointTo, linked],
    ),
    chooseByte: useCallback((at) => choose(pathsAt(root, at), at), [choose, root]),
    chooseNode: useCallback((path) => choose([path], null), [choose]),
    chooseValue: useCallback(
      (message, jsonPath) => choose(linked.nodesOf(message, jsonPath), null),
      [choose, linked],
    ),
  };
}

/** Which branches of the tree are open, and the rows that this makes. */
function useOpenNodes(root: WireNode) {
  const [open, setOpen] = useState(() => firstOpen(root));
  const rows = useMemo(() => treeRows(root, open), [root, open]);
  const openTo = useCallback((path: NodePath) => setOpen((last) => openedTo(last, path)), []);
  const toggle = useCallback((path: NodePath, isOpen: boolean) => {
    setOpen((last) => {
      const next = new Set(last);
      if (isOpen) next.add(path);
      else next.delete(path);
      return next;
    });
  }, []);
  return { rows, openTo, toggle };
}

/** What the bytes and the tree bring into sight; undefined leaves them where they are. */
function useSought(root: WireNode) {
  const [wantedByte, setWantedByte] = useState(-1);
  const [wantedNode, setWantedNode] = useState<NodePath | null>(null);
  const seekByte = useCallback(
    (place: number | NodePath | undefined) => {
      if (typeof place === "number") setWantedByte(place);
      const node = typeof place === "string" ? nodeAt(root, place) : null;
      if (node !== null) setWantedByte(node.from);
    },
    [root],
  );
  const seekNode = useCallback((path: NodePath | undefined) => {
    if (path !== undefined) setWantedNode(path);
  }, []);
  return { wantedByte, wantedNode, seekByte, seekNode };
}

function pathsAt(root: WireNode, at: number | null): readonly NodePath[] {
  const path = at === null ? null : pathAt(root, at);
  return path === null ? none : [path];
}

function rangesOf(root: WireNode, paths: readonly NodePath[]): readonly ByteRange[] {
  return paths.flatMap((path) => {
    const node = nodeAt(root, path);
    return node === null ? [] : [{ from: node.from, to: node.to }];
  });
}

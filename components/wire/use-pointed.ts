import { useCallback, useMemo, useState } from "react";
import type { DecodedSide } from "#lib/wire/decoded.ts";
import type { ByteRange } from "./byte-grid.tsx";
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
  const [wantedByte, setWantedByte] = useState(-1);
  const [wantedNode, setWantedNode] = useState<NodePath | null>(null);
  const [open, setOpen] = useState(() => firstOpen(root));
  const linked = useMemo(() => linkParts(side, space), [side, space]);
  const rows = useMemo(() => treeRows(root, open), [root, open]);

  const point = useCallback((paths: readonly NodePath[]) => {
    setHovered((last) => (last.join() === paths.join() ? last : paths));
  }, []);
  /** The bytes come along. */
  const seekByte = useCallback(
    (path: NodePath | undefined) => {
      const node = path === undefined ? null : nodeAt(root, path);
      if (node !== null) setWantedByte(node.from);
    },
    [root],
  );
  /** The tree comes along. */
  const seekNode = useCallback((path: NodePath | undefined) => {
    if (path !== undefined) setWantedNode(path);
  }, []);
  const choose = useCallback(
    (paths: readonly NodePath[], at: number | null) => {
      const [first] = paths;
      if (first === undefined) return;
      setChoice({ paths, at });
      // By keyboard, the pointer may rest anywhere.
      setHovered(none);
      setOpen((last) => openedTo(last, first));
      seekNode(first);
      if (at === null) seekByte(first);
      else setWantedByte(at);
    },
    [seekByte, seekNode],
  );
  const pathsAt = useCallback(
    (at: number | null) => {
      const path = at === null ? null : pathAt(root, at);
      return path === null ? none : [path];
    },
    [root],
  );

  const lit = hovered.length > 0 ? hovered : choice.paths;
  const litRanges = useMemo(
    () =>
      lit.flatMap((path) => {
        const node = nodeAt(root, path);
        return node === null ? [] : [{ from: node.from, to: node.to }];
      }),
    [lit, root],
  );
  const [chosen = null] = choice.paths;
  const { at: cursor } = choice;
  return {
    ...{ lit, litRanges, chosen, cursor, wantedByte, wantedNode, rows, linked },
    pointAtByte: useCallback(
      (at: number | null) => {
        const paths = pathsAt(at);
        point(paths);
        seekNode(paths[0]);
      },
      [point, pathsAt, seekNode],
    ),
    pointAtNode: useCallback(
      (path: NodePath | null) => {
        point(path === null ? none : [path]);
        seekByte(path ?? undefined);
      },
      [point, seekByte],
    ),
    pointAtValue: useCallback(
      (message: number, jsonPath: string | null) => {
        const paths = jsonPath === null ? none : linked.nodesOf(message, jsonPath);
        point(paths);
        seekByte(paths[0]);
        seekNode(paths[0]);
      },
      [point, linked, seekByte, seekNode],
    ),
    chooseByte: useCallback((at: number) => choose(pathsAt(at), at), [choose, pathsAt]),
    chooseNode: useCallback((path: NodePath) => choose([path], null), [choose]),
    chooseValue: useCallback(
      (message: number, jsonPath: string) => choose(linked.nodesOf(message, jsonPath), null),
      [choose, linked],
    ),
    toggle: useCallback((path: NodePath, isOpen: boolean) => {
      setOpen((last) => {
        const next = new Set(last);
        if (isOpen) next.add(path);
        else next.delete(path);
        return next;
      });
    }, []),
  };
}

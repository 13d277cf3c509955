import { hasSameFiles, type NamedDraft } from "./draft.ts";
import type { SourceText } from "./source-files.ts";

/** Work that this tab does not write. */
export type OtherDraft = {
  readonly id: string;
  readonly files: readonly SourceText[];
  /** The name of the starter it began with. */
  readonly starter: string | undefined;
  readonly savedAtUnixMs: number;
  /** Another tab has it open now. */
  readonly isOpen: boolean;
};

/** All drafts but this tab's, newest first. Of several with the same code only the newest, an open one first. */
export function otherDrafts(
  drafts: readonly NamedDraft[],
  ownId: string | null,
  held: ReadonlySet<string>,
): OtherDraft[] {
  const all = drafts.flatMap(({ id, draft: { files, starter, savedAtUnixMs } }) =>
    id === ownId || files === null ? [] : [{ id, files, starter, savedAtUnixMs, isOpen: held.has(id) }],
  );
  const openFirst = all.toSorted((a, b) => Number(b.isOpen) - Number(a.isOpen));
  return all.filter((draft) => openFirst.find((each) => hasSameFiles(each.files, draft.files)) === draft);
}

/** What a tab that did not have its draft before is told about the others. Null: nothing. */
export type DraftNotice =
  | { readonly kind: "same" }
  | { readonly kind: "different"; readonly id: string; readonly savedAtUnixMs: number };

/** Only open drafts are worth a line; closed ones wait in the list. */
export function noticeOf(files: readonly SourceText[], others: readonly OtherDraft[]): DraftNotice | null {
  const open = others.filter(({ isOpen }) => isOpen);
  if (open.some((other) => hasSameFiles(other.files, files))) return { kind: "same" };
  const [newest] = open;
  return newest === undefined
    ? null
    : { kind: "different", id: newest.id, savedAtUnixMs: newest.savedAtUnixMs };
}

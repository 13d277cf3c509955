"use client";

import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { useToast } from "#components/ui/use-toast.ts";
import { formatAge } from "#lib/i18n/format-age.ts";
import { formatText } from "#lib/i18n/format-text.ts";
import { changedPaths } from "./draft.ts";
import type { OtherDraft } from "./other-drafts.ts";
import { type Starters, starterOf } from "./starter.ts";
import type { DraftControl } from "./use-draft.ts";

type DraftsDialogProps = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly draft: DraftControl;
  readonly starters: Starters;
};

/** The work of other tabs, open or closed: to look at again, or to throw away. */
export function DraftsDialog({ open, onOpenChange, draft, starters }: DraftsDialogProps) {
  const { text } = useText();
  const words = text.playground;
  const showToast = useToast();
  const openOther = (id: string) => {
    const undo = draft.openOther(id);
    onOpenChange(false);
    showToast({ title: words.draftOpened, action: { label: words.undo, onSelect: undo } });
  };
  // Not a toast: behind an open dialog nobody could reach its button.
  const [undoDelete, setUndoDelete] = useState<(() => void) | null>(null);
  const deleteOther = (id: string) => {
    const undo = draft.deleteOther(id);
    setUndoDelete(() => undo);
  };
  const undo = () => {
    undoDelete?.();
    setUndoDelete(null);
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={words.drafts} description={words.draftsMeaning}>
      {draft.problem !== null && (
        <p role="alert" className="mb-3 text-failed text-sm">
          {words.storageProblems[draft.problem]}
        </p>
      )}
      {undoDelete !== null && (
        <div className="mb-2 flex items-center gap-2">
          <p role="status" className="min-w-0 flex-1 text-sm">
            {words.draftDeleted}
          </p>
          <Button size="small" onClick={undo}>
            {words.undo}
          </Button>
        </div>
      )}
      {draft.others.length === 0 ? (
        <p className="text-ink-soft text-sm">{words.draftsNone}</p>
      ) : (
        <ul className="divide-y divide-hairline border-hairline border-y">
          {draft.others.map((other) => (
            <DraftRow
              key={other.id}
              other={other}
              starters={starters}
              onOpen={() => openOther(other.id)}
              onDelete={() => deleteOther(other.id)}
            />
          ))}
        </ul>
      )}
    </Dialog>
  );
}

type DraftRowProps = {
  readonly other: OtherDraft;
  readonly starters: Starters;
  readonly onOpen: () => void;
  readonly onDelete: () => void;
};

function DraftRow({ other, starters, onOpen, onDelete }: DraftRowProps) {
  const { locale, text } = useText();
  const words = text.playground;
  const age = formatAge(locale, other.savedAtUnixMs, Date.now());
  const paths = changedPaths(other.files, starterOf(starters, other.starter).files);
  return (
    <li data-draft={other.id} className="flex min-w-0 items-center gap-2 py-2">
      <div className="min-w-0 flex-1">
        <p className="text-sm">{formatText(other.isOpen ? words.draftAgeOpen : words.draftAge, { age })}</p>
        <p className="truncate font-mono text-ink-faint text-xs" title={paths.join("\n")}>
          {paths.join(" · ")}
        </p>
      </div>
      <Button size="small" onClick={onOpen}>
        {other.isOpen ? words.draftCopy : words.draftOpen}
      </Button>
      {!other.isOpen && (
        <IconButton
          size="small"
          label={formatText(words.draftDelete, { age })}
          icon={<Trash2 />}
          onClick={onDelete}
        />
      )}
    </li>
  );
}

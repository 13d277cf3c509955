"use client";

import { X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { useToast } from "#components/ui/use-toast.ts";
import { formatAge } from "#lib/i18n/format-age.ts";
import { formatText } from "#lib/i18n/format-text.ts";
import { languageTags } from "#lib/i18n/locales.ts";
import { noticeOf } from "./other-drafts.ts";
import type { DraftControl } from "./use-draft.ts";

/** One calm line above the code: where this work comes from, and what other tabs have. */
export function DraftNotice({
  draft,
  onReset,
}: {
  readonly draft: DraftControl;
  readonly onReset: () => void;
}) {
  const { locale, text } = useText();
  const words = text.playground;
  const showToast = useToast();
  const [isHidden, setHidden] = useState(false);
  const hide = (
    <IconButton size="small" label={words.hideNotice} icon={<X />} onClick={() => setHidden(true)} />
  );
  // A tab that had its draft before knows its neighbours.
  const isNew = draft.origin !== null && draft.origin !== "own";
  const notice = isNew && !isHidden ? noticeOf(draft.files, draft.others) : null;

  if (notice?.kind === "same")
    return (
      <Line kind="same" says={words.draftSame}>
        {hide}
      </Line>
    );
  if (notice?.kind === "different") {
    const { id, savedAtUnixMs } = notice;
    const open = () => {
      const undo = draft.openOther(id);
      showToast({ title: words.draftOpened, action: { label: words.undo, onSelect: undo } });
    };
    const age = formatAge(locale, savedAtUnixMs, Date.now());
    return (
      <Line kind="different" says={formatText(words.draftDifferent, { age })}>
        <Button size="small" variant="quiet" onClick={open}>
          {words.draftOpen}
        </Button>
        {hide}
      </Line>
    );
  }
  if (draft.restoredAtUnixMs === null) return null;
  const time = new Date(draft.restoredAtUnixMs).toLocaleString(languageTags[locale], {
    dateStyle: "medium",
    timeStyle: "short",
  });
  return (
    <Line kind="restored" says={formatText(words.restored, { time })}>
      <Button size="small" variant="quiet" onClick={onReset}>
        {words.reset}
      </Button>
    </Line>
  );
}

type LineProps = { readonly kind: string; readonly says: string; readonly children: ReactNode };

function Line({ kind, says, children }: LineProps) {
  return (
    <div
      data-draft-notice={kind}
      className="flex items-center gap-3 border-hairline border-b bg-surface-sunken px-3 py-1.5 text-ink-soft text-xs"
    >
      <span role="status" className="min-w-0 flex-1">
        {says}
      </span>
      {children}
    </div>
  );
}

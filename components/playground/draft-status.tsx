"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { formatPlural } from "#lib/i18n/format-text.ts";
import type { Starters } from "./starter.ts";
import type { DraftControl } from "./use-draft.ts";

const DraftsDialog = dynamic(() => import("./drafts-dialog.tsx").then((module) => module.DraftsDialog), {
  ssr: false,
});

type DraftStatusProps = { readonly draft: DraftControl; readonly starters: Starters };

/** Whether the work is safe, and the door to the other drafts. */
export function DraftStatus({ draft, starters }: DraftStatusProps) {
  const { locale, text } = useText();
  const words = text.playground;
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        title={draft.problem === null ? words.drafts : words.storageProblems[draft.problem]}
        className={`min-h-6 min-w-0 truncate text-left underline decoration-dotted underline-offset-2 ${draft.problem === null ? "" : "text-failed"}`}
        onClick={() => setOpen(true)}
      >
        {draft.problem === null ? words.saved : words.notSaved[draft.problem]}
        {draft.others.length > 0 && (
          <span> · {formatPlural(locale, words.draftsCount, draft.others.length)}</span>
        )}
      </button>
      <span role="status" className="sr-only">
        {draft.problem !== null && words.notSaved[draft.problem]}
      </span>
      {isOpen && <DraftsDialog open onOpenChange={setOpen} draft={draft} starters={starters} />}
    </>
  );
}

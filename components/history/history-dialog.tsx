"use client";

import { useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { formatNumber, formatPlural, formatText } from "#lib/i18n/format-text.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import type { Snippet } from "#lib/share/snippet.ts";
import type { HistoryEntry, HistoryProblem } from "./history-entry.ts";
import { HistoryRow } from "./history-row.tsx";
import { keptRuns } from "./open-history.ts";
import { saveRecord } from "./save-record.ts";
import { useHistory } from "./use-history.ts";

export type HistoryDoor = {
  /** Shows a run, or draws it beside the one on screen. */
  readonly onShow: (record: RunRecord, how: "alone" | "beside") => void;
  /** Opens the code that made a run. Absent where code is not the visitor's to replace. */
  readonly onCode?: (snippet: Snippet) => void;
};

type HistoryDialogProps = HistoryDoor & {
  /** Why the last run was not kept. */
  readonly lastProblem: HistoryProblem | null;
  readonly onClose: () => void;
};

/** The last runs of this browser: to look at again, to compare, to take along, to throw away. */
export function HistoryDialog({ onShow, onCode, lastProblem, onClose }: HistoryDialogProps) {
  const { locale, text } = useText();
  const words = text.share.history;
  const { entries, problem, read, remove } = useHistory();
  const [notice, setNotice] = useState<{ readonly says: string; readonly undo?: () => void } | null>(null);

  const withContent = async (entry: HistoryEntry, use: (record: RunRecord, snippet: Snippet) => void) => {
    const { parseRecordFile } = await import("#lib/record/record-file.ts");
    const content = await read(entry.id);
    const parsed = content === null ? null : parseRecordFile(content.file);
    if (content === null || parsed?.ok !== true) return setNotice({ says: words.unreadable });
    use(parsed.value, content.snippet);
  };
  const show = (entry: HistoryEntry, how: "alone" | "beside") =>
    void withContent(entry, (record) => {
      onShow(record, how);
      onClose();
    });
  const removeAll = async (some: readonly HistoryEntry[]) => {
    const undo = await remove(some);
    const says = some.length === 1 ? words.removed : formatPlural(locale, words.cleared, some.length);
    setNotice({
      says,
      undo: () => {
        undo();
        setNotice(null);
      },
    });
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      className="w-[min(40rem,calc(100vw-2rem))]"
      title={words.title}
      description={formatText(words.meaning, { count: formatNumber(locale, keptRuns) })}
      {...(entries !== null &&
        entries.length > 1 && {
          footer: (
            <Button variant="danger" onClick={() => void removeAll(entries)}>
              {words.clear}
            </Button>
          ),
        })}
    >
      <Problem problem={problem ?? lastProblem} />
      {notice !== null && (
        <div className="mb-2 flex items-center gap-2">
          <p role="status" className="min-w-0 flex-1 text-sm">
            {notice.says}
          </p>
          {notice.undo !== undefined && (
            <Button size="small" onClick={notice.undo}>
              {words.undo}
            </Button>
          )}
        </div>
      )}
      {entries === null ? (
        <p className="text-ink-soft text-sm">{words.loading}</p>
      ) : entries.length === 0 ? (
        <p className="text-ink-soft text-sm">{words.none}</p>
      ) : (
        <ul className="divide-y divide-hairline border-hairline border-y">
          {entries.map((entry) => (
            <HistoryRow
              key={entry.id}
              entry={entry}
              onShow={(how) => show(entry, how)}
              onSave={() => void withContent(entry, saveRecord)}
              onRemove={() => void removeAll([entry])}
              {...(onCode !== undefined && {
                onCode: () =>
                  void withContent(entry, (_, snippet) => {
                    onCode(snippet);
                    onClose();
                  }),
              })}
            />
          ))}
        </ul>
      )}
    </Dialog>
  );
}

function Problem({ problem }: { readonly problem: HistoryProblem | null }) {
  const words = useText().text.share.history;
  if (problem === null) return null;
  return (
    <p role="alert" className="mb-3 text-failed text-sm">
      {problem === "tooLarge" ? words.tooLarge : words.problems[problem]}
    </p>
  );
}

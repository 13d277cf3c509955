"use client";

import { Download, FolderOpen, Keyboard, Link2, Maximize2, Minimize2, SquareTerminal } from "lucide-react";
import { useRef } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import type { OutsideAsk } from "#components/timeline/copy-call.tsx";
import { readNotes } from "#components/timeline/note-storage.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { useToast } from "#components/ui/use-toast.ts";
import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { DraftStatus } from "./draft-status.tsx";
import { failureOfRecord } from "./failure.ts";
import type { PlaygroundLimits } from "./playground-limits.ts";
import { findRun } from "./run-list.ts";
import type { Starters } from "./starter.ts";
import type { DraftControl } from "./use-draft.ts";
import type { RunControl } from "./use-run.ts";

type StatusBarProps = {
  readonly draft: DraftControl;
  readonly starters: Starters;
  readonly control: RunControl;
  readonly limits: PlaygroundLimits;
  readonly isWide: boolean;
  readonly onToggleWide: () => void;
  readonly onHelp: () => void;
  readonly onOutside: (ask: OutsideAsk) => void;
};

/** Whether the work is safe, which limits hold, and what can be done with the record. */
export function StatusBar(props: StatusBarProps) {
  const { draft, starters, control, limits, isWide, onToggleWide, onHelp, onOutside } = props;
  const { locale, text } = useText();
  const words = text.playground;
  const showToast = useToast();
  const picker = useRef<HTMLInputElement>(null);
  const shown = findRun(control.list, control.list.shownId);

  const download = async () => {
    if (shown === null) return;
    const { saveRecord } = await import("#components/history/save-record.ts");
    saveRecord({ ...shown.record, ...notesOf(shown.record) });
  };

  const open = async (file: File) => {
    const { parseRecordFile } = await import("#lib/record/record-file.ts");
    const parsed = parseRecordFile(await file.text());
    if (parsed.ok) control.addRecord(parsed.value, failureOfRecord(parsed.value));
    else {
      const { kind, ...values } = parsed.problem;
      const problem = formatText(words.openProblems[kind], toTextValues(values));
      showToast({ title: formatText(words.openFailed, { problem }), tone: "failed" });
    }
  };

  return (
    <footer className="flex min-w-0 items-center gap-3 border-hairline border-t px-3 py-1 text-ink-soft text-xs">
      <DraftStatus draft={draft} starters={starters} />
      <span className="truncate max-md:hidden">
        {formatText(words.limitsNear, {
          calls: formatNumber(locale, limits.maxConcurrentCalls),
          seconds: formatNumber(locale, limits.runMs / 1000),
        })}
      </span>
      <span className="flex-1" />
      {(shown?.origin === "run" || shown?.origin === "outside") && (
        <IconButton
          size="small"
          side="top"
          label={text.outside.ready.open}
          icon={<SquareTerminal />}
          onClick={() =>
            onOutside({ deploymentId: shown.record.header.deploymentId, method: "", requestJson: null })
          }
        />
      )}
      {(shown?.origin === "run" || shown?.origin === "outside") && (
        <IconButton
          size="small"
          side="top"
          label={words.copyAddress}
          icon={<Link2 />}
          onClick={() => {
            const address = `${location.origin}/d/${shown.record.header.deploymentId}`;
            void navigator.clipboard.writeText(address).then(
              () => showToast({ title: address }),
              () => showToast({ title: address }),
            );
          }}
        />
      )}
      <IconButton
        size="small"
        side="top"
        label={words.download}
        icon={<Download />}
        disabled={shown === null || control.phase.kind !== "idle"}
        onClick={() => void download()}
      />
      <input
        ref={picker}
        type="file"
        accept="application/json,.json"
        className="hidden"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file !== undefined) void open(file);
          event.target.value = "";
        }}
      />
      <IconButton
        size="small"
        side="top"
        label={words.open}
        icon={<FolderOpen />}
        onClick={() => picker.current?.click()}
      />
      <IconButton
        size="small"
        side="top"
        className="max-[899px]:hidden"
        label={isWide ? words.narrowResults : words.wideResults}
        icon={isWide ? <Minimize2 /> : <Maximize2 />}
        aria-pressed={isWide}
        onClick={onToggleWide}
      />
      <IconButton
        size="small"
        side="top"
        label={words.keys}
        keys={["?"]}
        icon={<Keyboard />}
        onClick={onHelp}
      />
    </footer>
  );
}

/** The visitor's notes, when there are any. */
function notesOf(record: RunRecord): Pick<RunRecord, "notes"> {
  const notes = readNotes(record);
  return notes.length === 0 ? {} : { notes };
}

/** The figures and names of a problem, for its sentence. */
function toTextValues(values: object): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}

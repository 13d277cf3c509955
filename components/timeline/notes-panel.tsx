"use client";

import { Pencil, Trash2 } from "lucide-react";
import { type RefObject, useEffect, useRef } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import { noteLimits } from "#lib/record/run-note.ts";
import { formatDuration } from "#lib/timeline/format-duration.ts";
import { areNotesRefused } from "./note-storage.ts";
import type { NotesControl, ShownNote } from "./use-notes.ts";

type NotesPanelProps = {
  readonly control: NotesControl;
  readonly labels: readonly string[];
  readonly onGoTo: (shown: ShownNote) => void;
  /** Where the focus goes when writing is over. */
  readonly home: RefObject<HTMLElement | null>;
};

/** The visitor's notes in the order of time, each of which can be gone to, changed and deleted; and the one being written. */
export function NotesPanel({ control, labels, onGoTo, home }: NotesPanelProps) {
  const { locale, text } = useText();
  const words = text.timeline.notes;
  const { notes, draft, removed } = control;
  if (notes.length === 0 && draft === null && removed === null) return null;
  const placeOf = ({ run, atUs }: Pick<ShownNote, "run" | "atUs">) => {
    const time = formatDuration(locale, atUs);
    return labels.length > 1 ? formatText(words.item, { time, label: labels[run] ?? "" }) : time;
  };
  return (
    <section aria-label={words.label} className="grid gap-1.5 text-sm">
      <ol className="grid gap-0.5">
        {notes.map((shown) => {
          const number = formatNumber(locale, shown.number);
          return (
            <li key={shown.note.id} className="flex items-start gap-2">
              <button
                type="button"
                aria-label={formatText(words.goTo, { number })}
                className="mt-0.5 flex shrink-0 items-center gap-2 rounded-sm text-left text-ink-faint text-xs tabular-nums hover:text-ink"
                onClick={() => onGoTo(shown)}
              >
                <NoteNumber number={number} />
                {placeOf(shown)}
              </button>
              <span className="min-w-0 flex-1 whitespace-pre-wrap break-words">{shown.note.text}</span>
              <span className="flex shrink-0">
                <IconButton
                  size="small"
                  label={formatText(words.edit, { number })}
                  icon={<Pencil />}
                  onClick={() => control.edit(shown)}
                />
                <IconButton
                  size="small"
                  label={formatText(words.remove, { number })}
                  icon={<Trash2 />}
                  onClick={() => control.remove(shown)}
                />
              </span>
            </li>
          );
        })}
      </ol>
      {removed !== null && (
        <p role="status" className="flex items-center gap-2 text-ink-soft text-xs">
          {words.removed}
          <Button size="small" variant="quiet" onClick={control.undo}>
            {words.undo}
          </Button>
        </p>
      )}
      {draft !== null && (
        <NoteForm
          key={`${draft.id}/${draft.run}/${draft.atUs}`}
          control={control}
          label={formatText(words.write, { time: placeOf(draft) })}
          home={home}
        />
      )}
      <p className="text-ink-faint text-xs">{areNotesRefused() ? words.notKept : words.kept}</p>
    </section>
  );
}

/** A small disc with the note's number, the same in the list and on the axis. */
export function NoteNumber({ number }: { readonly number: string }) {
  return (
    <span className="inline-flex size-4 shrink-0 items-center justify-center rounded-full bg-accent font-semibold text-[10px] text-accent-ink leading-none">
      {number}
    </span>
  );
}

type NoteFormProps = Pick<NotesPanelProps, "control" | "home"> & { readonly label: string };

function NoteForm({ control, label, home }: NoteFormProps) {
  const { locale, text } = useText();
  const words = text.timeline.notes;
  const input = useRef<HTMLTextAreaElement>(null);
  const { draft } = control;
  useEffect(() => {
    input.current?.focus();
    input.current?.scrollIntoView({ block: "nearest" });
  }, []);
  if (draft === null) return null;
  if (draft.id === null && control.isFull(draft.run)) {
    return (
      <p role="status" className="text-limit text-xs">
        {formatText(words.full, { count: formatNumber(locale, noteLimits.perRun) })}
      </p>
    );
  }
  const over = (act: () => void) => {
    act();
    home.current?.focus();
  };
  const save = () => over(() => control.save(input.current?.value ?? ""));
  return (
    <form
      className="grid gap-1.5 rounded-control border border-accent/40 bg-surface-raised p-2"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <label className="grid gap-1 text-ink-soft text-xs">
        {label}
        <textarea
          ref={input}
          rows={2}
          maxLength={noteLimits.characters}
          defaultValue={draft.text}
          placeholder={words.placeholder}
          className="w-full resize-y rounded-control border border-hairline-strong bg-surface px-2 py-1 text-ink text-sm placeholder:text-ink-faint"
          onKeyDown={(event) => {
            // An Enter that ends the input of an ideograph asks for nothing.
            if (event.nativeEvent.isComposing) return;
            if (event.key === "Enter" && !event.shiftKey) save();
            else if (event.key === "Escape") over(control.cancel);
            else return;
            event.preventDefault();
            event.stopPropagation();
          }}
        />
      </label>
      <span className="flex gap-2">
        <Button size="small" variant="primary" type="submit">
          {words.save}
        </Button>
        <Button size="small" variant="quiet" onClick={() => over(control.cancel)}>
          {words.cancel}
        </Button>
      </span>
    </form>
  );
}

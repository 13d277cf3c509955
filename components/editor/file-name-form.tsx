"use client";

import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { formatText } from "#lib/i18n/format-text.ts";
import { parseFileName } from "./file-name.ts";

type FileNameFormProps = {
  /** Adding when absent. */
  readonly renaming?: string | undefined;
  readonly taken: readonly string[];
  readonly maxLength: number;
  readonly onName: (path: string) => void;
  readonly onCancel: () => void;
};

/** Asks for the name of a file, in a row of its own; says what is wrong with it when one tries to keep it. */
export function FileNameForm({ renaming, taken, maxLength, onName, onCancel }: FileNameFormProps) {
  const words = useText().text.editor;
  const field = useRef<HTMLInputElement>(null);
  const problemId = useId();
  const [name, setName] = useState(renaming ?? "");
  const [tried, setTried] = useState(false);
  const others = taken.filter((path) => path !== renaming);
  const parsed = parseFileName(name, others, maxLength);

  useEffect(() => {
    field.current?.focus();
    // The stem is what one wants to change.
    if (renaming !== undefined)
      field.current?.setSelectionRange(renaming.lastIndexOf("/") + 1, renaming.lastIndexOf("."));
  }, [renaming]);

  const submit = () => {
    if (!parsed.ok) {
      setTried(true);
      field.current?.focus();
    } else if (parsed.value === renaming) onCancel();
    else onName(parsed.value);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.stopPropagation(); // closes this row, stops no run
    onCancel();
  };
  const problem =
    tried && !parsed.ok ? formatText(words.nameProblems[parsed.problem], { max: maxLength }) : undefined;

  return (
    <form
      className="flex flex-wrap items-center gap-x-2 gap-y-1 border-hairline border-b bg-surface-sunken px-3 py-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={onKeyDown}
    >
      <input
        ref={field}
        value={name}
        onChange={(event) => setName(event.target.value)}
        aria-label={
          renaming === undefined ? words.newFileName : formatText(words.newName, { path: renaming })
        }
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : problemId}
        placeholder={words.newFilePlaceholder}
        autoCapitalize="off"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        className="h-[calc(var(--control)-4px)] w-56 min-w-0 max-w-full flex-1 rounded-control border border-hairline-strong bg-paper px-2 font-mono text-sm pointer-coarse:text-lg sm:flex-none"
      />
      <Button type="submit" size="small" variant="primary">
        {renaming === undefined ? words.create : words.rename}
      </Button>
      <Button size="small" variant="ghost" onClick={onCancel}>
        {words.cancel}
      </Button>
      {problem !== undefined && (
        <p id={problemId} role="alert" className="w-full text-failed text-xs">
          {problem}
        </p>
      )}
    </form>
  );
}

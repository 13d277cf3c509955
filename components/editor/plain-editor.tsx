"use client";

import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { CodeLines, digitsOf } from "./code-lines.tsx";
import { offsetOf } from "./code-navigation.ts";
import type { EditorFile } from "./editor-file.ts";
import { languageOf } from "./highlight.ts";
import { indent, newLine, outdent, type PlainEdit } from "./plain-edits.ts";
import type { CodePosition } from "./problem.ts";

type PlainEditorProps = {
  readonly files: readonly EditorFile[];
  readonly activePath: string;
  /** The field's accessible name. */
  readonly label: string;
  readonly place: CodePosition | null;
  readonly markedLines: readonly number[];
  readonly onChange: (path: string, content: string) => void;
  readonly onRun: () => void;
  /** Shift+Alt+F. */
  readonly onFormat: () => void;
  readonly onTabLeaves: (leaves: boolean) => void;
  readonly onReady: () => void;
};

/**
 * A browser's own text field over coloured text, for touch and for whoever prefers it: selection, paste, undo and
 * screen readers are the system's. Files once opened stay mounted, so that each keeps its undo.
 */
export function PlainEditor(props: PlainEditorProps) {
  const { files, activePath, onReady } = props;
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set([activePath]));
  if (!opened.has(activePath)) setOpened(new Set([...opened, activePath]));
  useEffect(() => onReady(), [onReady]);
  return files
    .filter((file) => opened.has(file.path))
    .map((file) => <PlainField key={file.path} {...props} file={file} shown={file.path === activePath} />);
}

function PlainField({
  file,
  shown,
  ...props
}: PlainEditorProps & { readonly file: EditorFile; readonly shown: boolean }) {
  const { label, place, markedLines, onChange, onTabLeaves } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  const tabLeaves = useRef(true);
  const lastPlace = useRef(place);
  const setTabLeaves = (leaves: boolean) => {
    if (tabLeaves.current === leaves) return;
    tabLeaves.current = leaves;
    onTabLeaves(leaves);
  };

  useEffect(() => {
    const area = field.current;
    if (area === null || !shown || place === null || place === lastPlace.current) return;
    if (place.path !== file.path) return;
    lastPlace.current = place;
    const offset = offsetOf(area.value, place);
    area.focus({ preventScroll: true });
    area.setSelectionRange(offset, offset);
    lineElement(area, place.line)?.scrollIntoView({ block: "center" });
  }, [place, shown, file.path]);

  useEffect(() => {
    const line = markedLines.at(-1);
    if (field.current === null || !shown || line === undefined) return;
    lineElement(field.current, line)?.scrollIntoView({ block: "nearest" });
  }, [markedLines, shown]);

  return (
    <div className="editor-text editor-scroll" hidden={!shown}>
      <div className="editor-sheet">
        <CodeLines
          text={file.content}
          language={languageOf(file.path)}
          markedLines={markedLines}
          decorative
        />
        <textarea
          ref={field}
          className="editor-input"
          style={digitsOf(file.content)}
          aria-label={label}
          value={file.content}
          readOnly={file.readOnly ?? false}
          autoCapitalize="off"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          data-gramm="false"
          onChange={(event) => {
            setTabLeaves(false);
            onChange(file.path, event.target.value);
          }}
          onPointerDown={() => setTabLeaves(false)}
          onBlur={() => setTabLeaves(true)}
          onKeyDown={(event) => onKeyDown(event, { ...props, tabLeaves: tabLeaves.current, setTabLeaves })}
        />
      </div>
    </div>
  );
}

/** The element of a line in the coloured text beneath the field. */
function lineElement(area: HTMLTextAreaElement, line: number): Element | undefined {
  return area.previousElementSibling?.children[line - 1];
}

type KeyContext = Pick<PlainEditorProps, "onRun" | "onFormat"> & {
  readonly tabLeaves: boolean;
  readonly setTabLeaves: (leaves: boolean) => void;
};

function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>, context: KeyContext): void {
  if (event.nativeEvent.isComposing) return;
  const { key, shiftKey, altKey } = event;
  const mod = event.ctrlKey || event.metaKey;
  if (key === "Enter" && (mod || shiftKey)) {
    event.preventDefault();
    event.stopPropagation();
    context.onRun();
  } else if (event.code === "KeyF" && shiftKey && altKey && !mod) {
    event.preventDefault();
    context.onFormat();
  } else if (key === "Escape") {
    context.setTabLeaves(true);
  } else if (event.currentTarget.readOnly || mod || altKey) {
    // the browser's own
  } else if (key === "Tab" && !context.tabLeaves) {
    edit(event, shiftKey ? outdent : indent);
  } else if (key === "Enter") {
    edit(event, newLine);
  }
}

function edit(
  event: KeyboardEvent<HTMLTextAreaElement>,
  change: (text: string, from: number, to: number) => PlainEdit,
): void {
  event.preventDefault();
  const area = event.currentTarget;
  const { start, end, text, selectStart, selectEnd } = change(
    area.value,
    area.selectionStart,
    area.selectionEnd,
  );
  if (area.value.slice(start, end) !== text) {
    area.setSelectionRange(start, end);
    // Deprecated and without replacement: the one way to change a field that its own undo remembers.
    const command = text === "" ? "delete" : "insertText";
    if (!document.execCommand(command, false, text)) {
      area.setRangeText(text, start, end);
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
  area.setSelectionRange(selectStart, selectEnd);
}

"use client";

import { type RefObject, useState } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { CodeLines } from "./code-lines.tsx";
import type { EditorFile, GeneratedFile } from "./editor-file.ts";
import type { EditorKind } from "./editor-kind.ts";
import { languageOf } from "./highlight.ts";
import type { MonacoEditorEvents, MonacoEditorHandle } from "./monaco/create-monaco-editor.ts";
import { PlainEditor } from "./plain-editor.tsx";
import type { CodePosition, Problem } from "./problem.ts";
import type { LazyMonaco } from "./use-lazy-monaco.ts";

type EditorBodyProps = {
  readonly id: string;
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly kind: EditorKind;
  readonly lazy: LazyMonaco;
  readonly files: readonly EditorFile[];
  readonly file: EditorFile;
  readonly generated: readonly GeneratedFile[];
  readonly problems: readonly Problem[];
  readonly label: string;
  readonly place: CodePosition | null;
  readonly markedLines: readonly number[];
  readonly events: MonacoEditorEvents;
  /** The full editor's handle once it is there, null once it is gone. */
  readonly onHandle: (handle: MonacoEditorHandle | null) => void;
  readonly onFormat: (() => void) | undefined;
  readonly onReady: () => void;
  readonly onFocused: (focused: boolean) => void;
  /** The focus came by keyboard and Tab moves on: shown as for any other control. */
  readonly ringed: boolean;
};

/** Above the editor, which fills the whole frame. */
const ring =
  "after:pointer-events-none after:absolute after:inset-0 after:z-10 after:outline-2 after:outline-accent after:-outline-offset-2";

/** The active file: static text at first, in whose place the plain or the full editor comes. */
export function EditorBody(props: EditorBodyProps) {
  const { frame, kind, lazy, files, file, events, label, place, markedLines, onHandle, onReady } = props;
  const [alive, setAlive] = useState(false);
  const hasMonaco = kind === "full" && alive;
  return (
    <div
      ref={frame}
      id={props.id}
      role="tabpanel"
      aria-label={file.path}
      className={classNames("relative min-h-0 flex-1 overflow-hidden", props.ringed && ring)}
      onPointerEnter={hasMonaco ? undefined : lazy.hurry}
      onFocus={() => props.onFocused(true)}
      onBlur={(event) => props.onFocused(event.currentTarget.contains(event.relatedTarget))}
    >
      {kind === "plain" && (
        <PlainEditor
          files={files}
          activePath={file.path}
          label={label}
          place={place}
          markedLines={markedLines}
          onChange={events.onChange}
          onRun={events.onRun}
          onFormat={() => props.onFormat?.()}
          onTabLeaves={events.onTabLeaves}
          onReady={onReady}
        />
      )}
      {kind !== "plain" && !hasMonaco && (
        <section
          className="editor-text editor-scroll outline-none"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          aria-label={label}
          onFocus={lazy.hurry}
        >
          <div className="editor-sheet">
            <CodeLines text={file.content} language={languageOf(file.path)} markedLines={markedLines} />
          </div>
        </section>
      )}
      {lazy.Editor !== undefined && (
        <div className={hasMonaco ? "contents" : "invisible absolute inset-0"}>
          <lazy.Editor
            files={files}
            activeFile={file}
            generated={props.generated}
            problems={props.problems}
            label={label}
            place={place}
            markedLines={markedLines}
            events={events}
            onReady={(opened) => {
              const wasFocused = frame.current?.contains(document.activeElement) ?? false;
              setAlive(true);
              onHandle(opened);
              // Who was in the static text goes on in the editor, once it is visible.
              if (wasFocused) requestAnimationFrame(() => opened.focus());
              onReady();
            }}
            onFailed={lazy.fail}
            onClosed={() => {
              setAlive(false);
              onHandle(null);
            }}
          />
        </div>
      )}
    </div>
  );
}

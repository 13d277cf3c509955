"use client";

import "./editor.css";
import { useCallback, useEffect, useId, useMemo, useRef, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Diagnostic } from "#lib/gen/playground/v1/source_pb.ts";
import { formatText } from "#lib/i18n/format-text.ts";
import type { Limits } from "#lib/limits.ts";
import { CodeLines } from "./code-lines.tsx";
import type { EditorFile, GeneratedFile } from "./editor-file.ts";
import { useEditorKind } from "./editor-kind.ts";
import { EditorToolbar } from "./editor-toolbar.tsx";
import { fieldName } from "./field-name.ts";
import { FileNameForm } from "./file-name-form.tsx";
import { FileTabs } from "./file-tabs.tsx";
import { formatAction } from "./format-action.ts";
import { languageOf } from "./highlight.ts";
import type { MonacoEditorHandle } from "./monaco/create-monaco-editor.ts";
import { PlainEditor } from "./plain-editor.tsx";
import { type CodePosition, listProblems, type Problem, toProblem } from "./problem.ts";
import { ProblemStrip } from "./problem-strip.tsx";
import { TabHint } from "./tab-hint.tsx";
import { useLatestPlace } from "./use-latest-place.ts";
import { useLazyMonaco } from "./use-lazy-monaco.ts";

export type CodeEditorProps = {
  readonly files: readonly EditorFile[];
  readonly activePath: string;
  readonly onActivePathChange: (path: string) => void;
  readonly onChange: (path: string, content: string) => void;
  /** Files that differ from what one began with: their tabs carry a dot. */
  readonly changedPaths?: readonly string[];
  /** TypeScript from the visitor's protos, the last good one. Replaced as a whole. */
  readonly generated: readonly GeneratedFile[];
  readonly diagnostics: readonly Diagnostic[];
  /** Where the caret should go; a new object goes there again. The owner makes that file the active one. */
  readonly place?: CodePosition | null;
  /** A line to mark, without moving the caret. */
  readonly highlightLine?: { readonly path: string; readonly line: number } | null;
  /** Mod+Enter and Shift+Enter in the editor. */
  readonly onRun: () => void;
  readonly onAddFile: (path: string) => void;
  readonly onRenameFile: (path: string, next: string) => void;
  /** Deletes at once; the owner offers the way back. */
  readonly onDeleteFile: (path: string) => void;
  /** The formatted proto, or null when it cannot be formatted. */
  readonly formatProto?: (content: string) => Promise<string | null>;
  readonly onTypeProblems?: (problems: readonly Problem[]) => void;
  /** An editor, full or plain, takes input. */
  readonly onReady?: () => void;
  readonly limits?: Pick<Limits, "maxFiles" | "maxPathLength">;
};

const noPaths: readonly string[] = [];
const noProblems: readonly Problem[] = [];
const unlimited = { maxFiles: Number.POSITIVE_INFINITY, maxPathLength: Number.POSITIVE_INFINITY };

/**
 * The visitor's files: tabs, an editor, and what is wrong. Readable at once as static text; the editor takes its place
 * without moving anything.
 */
export function CodeEditor(props: CodeEditorProps) {
  const {
    files,
    activePath,
    onActivePathChange,
    generated,
    diagnostics,
    onTypeProblems,
    limits = unlimited,
  } = props;
  const words = useText().text.editor;
  const panelId = useId();
  const frame = useRef<HTMLDivElement>(null);
  const { kind, choose } = useEditorKind();
  const lazy = useLazyMonaco(kind === "full", frame);
  const [handle, setHandle] = useState<MonacoEditorHandle | null>(null);
  const [typeProblems, setTypeProblems] = useState<readonly Problem[]>(noProblems);
  const [ownPlace, setOwnPlace] = useState<CodePosition | null>(null);
  const [naming, setNaming] = useState<"add" | { readonly path: string } | null>(null);
  const [notice, setNotice] = useState<string | null>(null);
  const [focused, setFocused] = useState(false);
  const [tabLeaves, setTabLeaves] = useState(true);

  const shown = kind === "full" && lazy.failed ? "plain" : kind;
  const file = files.find((each) => each.path === activePath) ?? files[0];
  const paths = useMemo(() => files.map((each) => each.path), [files]);
  const serverProblems = useMemo(() => diagnostics.map(toProblem), [diagnostics]);
  const typed = shown === "full" ? typeProblems : noProblems;
  const problems = useMemo(() => listProblems(paths, serverProblems, typed), [paths, serverProblems, typed]);
  const place = useLatestPlace(props.place ?? null, ownPlace);
  const markedLine = props.highlightLine?.path === file?.path ? (props.highlightLine?.line ?? null) : null;

  const go = useCallback(
    (position: CodePosition) => {
      onActivePathChange(position.path);
      setOwnPlace({ ...position });
    },
    [onActivePathChange],
  );
  const refuseFormat = () =>
    file !== undefined && setNotice(formatText(words.formatRefused, { path: file.path }));
  const format = formatAction(props, file, shown === "full" ? handle : null, refuseFormat);
  const ready = useRef(props.onReady);
  useEffect(() => {
    ready.current = props.onReady;
  });
  const onPlainReady = useCallback(() => ready.current?.(), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a sentence about a file ends with the next change
  useEffect(() => setNotice(null), [files, activePath]);

  if (file === undefined) return null;
  const label = fieldName(words, file, shown);
  const hasHandle = shown === "full" && handle !== null;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex min-w-0 shrink-0 items-center shadow-[inset_0_-1px_0_var(--hairline)]">
        <FileTabs
          files={files}
          activePath={file.path}
          changedPaths={props.changedPaths ?? noPaths}
          panelId={panelId}
          onSelect={onActivePathChange}
          onRename={(path) => setNaming({ path })}
          onDelete={props.onDeleteFile}
        />
        <EditorToolbar
          file={file}
          kind={shown === "plain" ? "plain" : "full"}
          onAdd={() =>
            files.length < limits.maxFiles
              ? setNaming("add")
              : setNotice(formatText(words.nameProblems.tooMany, { max: limits.maxFiles }))
          }
          onRename={() => setNaming({ path: file.path })}
          onDelete={() => props.onDeleteFile(file.path)}
          onFormat={format}
          onChoose={choose}
        />
      </div>
      {naming !== null && (
        <FileNameForm
          key={naming === "add" ? "" : naming.path}
          renaming={naming === "add" ? undefined : naming.path}
          taken={paths}
          maxLength={limits.maxPathLength}
          onCancel={() => setNaming(null)}
          onName={(path) => {
            setNaming(null);
            if (naming === "add") props.onAddFile(path);
            else props.onRenameFile(naming.path, path);
          }}
        />
      )}
      <div
        ref={frame}
        id={panelId}
        role="tabpanel"
        aria-label={file.path}
        className="relative min-h-0 flex-1 overflow-hidden has-focus-visible:shadow-[inset_0_0_0_2px_var(--accent)]"
        onPointerEnter={hasHandle ? undefined : lazy.hurry}
        onFocus={() => setFocused(true)}
        onBlur={(event) => setFocused(event.currentTarget.contains(event.relatedTarget))}
      >
        {shown === "plain" && (
          <PlainEditor
            files={files}
            activePath={file.path}
            label={label}
            place={place}
            markedLine={markedLine}
            onChange={props.onChange}
            onRun={props.onRun}
            onFormat={() => format?.()}
            onTabLeaves={setTabLeaves}
            onReady={onPlainReady}
          />
        )}
        {shown !== "plain" && !hasHandle && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
          <section className="editor-text editor-scroll" tabIndex={0} aria-label={label} onFocus={lazy.hurry}>
            <div className="editor-sheet">
              <CodeLines text={file.content} language={languageOf(file.path)} markedLine={markedLine} />
            </div>
          </section>
        )}
        {lazy.Editor !== undefined && (
          <div className={hasHandle ? "contents" : "invisible absolute inset-0"}>
            <lazy.Editor
              files={files}
              activeFile={file}
              generated={generated}
              problems={serverProblems}
              label={label}
              place={place}
              markedLine={markedLine}
              events={{
                onChange: props.onChange,
                onRun: props.onRun,
                onOpen: go,
                onTypeProblems: (found) => {
                  setTypeProblems(found);
                  onTypeProblems?.(found);
                },
                onTabLeaves: setTabLeaves,
                formatProto: props.formatProto ?? (() => Promise.resolve(null)),
                onFormatRefused: refuseFormat,
              }}
              onReady={(opened) => {
                const wasFocused = frame.current?.contains(document.activeElement) ?? false;
                setHandle(opened);
                if (wasFocused) requestAnimationFrame(() => opened.focus());
                props.onReady?.();
              }}
              onFailed={lazy.fail}
              onClosed={() => setHandle(null)}
            />
          </div>
        )}
      </div>
      {(notice !== null || lazy.failed) && (
        <div
          role="status"
          className="flex shrink-0 items-center gap-2 border-hairline border-t bg-limit-soft px-3 py-1 text-xs"
        >
          <span className="min-w-0 flex-1">{notice ?? words.loadFailed}</span>
          {notice === null && (
            <Button size="small" variant="ghost" onClick={lazy.retry}>
              {words.tryAgain}
            </Button>
          )}
        </div>
      )}
      <ProblemStrip problems={problems} onGo={go}>
        {focused && shown !== "static" && file.readOnly !== true && <TabHint leaves={tabLeaves} />}
      </ProblemStrip>
    </div>
  );
}

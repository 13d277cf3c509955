"use client";

import "./editor.css";
import { type ReactNode, useCallback, useEffect, useId, useMemo, useRef, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Diagnostic } from "#lib/gen/playground/v1/source_pb.ts";
import { formatText } from "#lib/i18n/format-text.ts";
import type { Limits } from "#lib/limits.ts";
import { EditorBody } from "./editor-body.tsx";
import type { EditorFile, GeneratedFile } from "./editor-file.ts";
import { useEditorKind } from "./editor-kind.ts";
import { fieldName } from "./field-name.ts";
import { FileBar } from "./file-bar.tsx";
import { formatAction } from "./format-action.ts";
import type { MonacoEditorHandle } from "./monaco/create-monaco-editor.ts";
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
  /** Lines to mark, without moving the caret; the last one comes into sight. */
  readonly highlighted?: { readonly path: string; readonly lines: readonly number[] } | null;
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
  /** What the owner offers beside the files. */
  readonly menu?: ReactNode;
};

const noLines: readonly number[] = [];
const noPaths: readonly string[] = [];
const noProblems: readonly Problem[] = [];
const unlimited = { maxFiles: Number.POSITIVE_INFINITY, maxPathLength: Number.POSITIVE_INFINITY };

/** A sentence about one state of one file; it is gone when that changes. */
type Notice = { readonly path: string; readonly content: string; readonly text: string };

/**
 * The visitor's files: tabs, an editor, and what is wrong. Readable at once as static text; the editor takes its place
 * without moving anything.
 */
export function CodeEditor(props: CodeEditorProps) {
  const file = props.files.find((each) => each.path === props.activePath) ?? props.files[0];
  return file === undefined ? null : <Editor {...props} file={file} />;
}

function Editor({ file, ...props }: CodeEditorProps & { readonly file: EditorFile }) {
  const { files, diagnostics, onActivePathChange, onTypeProblems } = props;
  const words = useText().text.editor;
  const panelId = useId();
  const frame = useRef<HTMLDivElement>(null);
  const { kind, choose } = useEditorKind();
  const lazy = useLazyMonaco(kind === "full", frame);
  const [handle, setHandle] = useState<MonacoEditorHandle | null>(null);
  const [typeProblems, setTypeProblems] = useState<readonly Problem[]>(noProblems);
  const [ownPlace, setOwnPlace] = useState<CodePosition | null>(null);
  const [notice, setNotice] = useState<Notice | null>(null);
  const [focused, setFocused] = useState(false);
  const [tabLeaves, setTabLeaves] = useState(true);
  const onReady = useLatestCallback(props.onReady);

  const shown = kind === "full" && lazy.failed ? "plain" : kind;
  const serverProblems = useMemo(() => diagnostics.map(toProblem), [diagnostics]);
  const typed = shown === "full" ? typeProblems : noProblems;
  const problems = useMemo(
    () =>
      listProblems(
        files.map((each) => each.path),
        serverProblems,
        typed,
      ),
    [files, serverProblems, typed],
  );
  const place = useLatestPlace(props.place ?? null, ownPlace);
  const go = (position: CodePosition) => {
    onActivePathChange(position.path);
    setOwnPlace({ ...position });
  };
  const say = (text: string, content = file.content) => setNotice({ path: file.path, content, text });
  const refuseFormat = (content: string) =>
    say(formatText(words.formatRefused, { path: file.path }), content);
  const format = formatAction(props, file, shown === "full" ? handle : null, refuseFormat);
  const isNoticeOfNow = notice !== null && notice.path === file.path && notice.content === file.content;

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <FileBar
        files={files}
        file={file}
        changedPaths={props.changedPaths ?? noPaths}
        panelId={panelId}
        kind={shown === "plain" ? "plain" : "full"}
        limits={props.limits ?? unlimited}
        menu={props.menu}
        onSelect={onActivePathChange}
        onAdd={props.onAddFile}
        onRename={props.onRenameFile}
        onDelete={props.onDeleteFile}
        onFormat={format}
        onChoose={choose}
        onNotice={say}
      />
      <EditorBody
        id={panelId}
        frame={frame}
        kind={shown}
        lazy={lazy}
        files={files}
        file={file}
        generated={props.generated}
        problems={serverProblems}
        label={fieldName(words, file, shown)}
        place={place}
        markedLines={props.highlighted?.path === file.path ? props.highlighted.lines : noLines}
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
        onHandle={setHandle}
        onFormat={format}
        onReady={onReady}
        onFocused={setFocused}
        ringed={focused && tabLeaves}
      />
      {isNoticeOfNow && <NoticeRow text={notice.text} />}
      {lazy.failed && (
        <NoticeRow text={words.loadFailed} action={{ label: words.tryAgain, run: lazy.retry }} />
      )}
      <ProblemStrip problems={problems} onGo={go}>
        {focused && shown !== "static" && file.readOnly !== true && <TabHint leaves={tabLeaves} />}
      </ProblemStrip>
    </div>
  );
}

type NoticeRowProps = {
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
};

function NoticeRow({ text, action }: NoticeRowProps) {
  return (
    <div
      role="status"
      className="flex shrink-0 items-center gap-2 border-hairline border-t bg-limit-soft px-3 py-1 text-xs"
    >
      <span className="min-w-0 flex-1">{text}</span>
      {action !== undefined && (
        <Button size="small" variant="ghost" onClick={action.run}>
          {action.label}
        </Button>
      )}
    </div>
  );
}

/** One function for good that calls the newest one. */
function useLatestCallback(callback: (() => void) | undefined): () => void {
  const latest = useRef(callback);
  useEffect(() => {
    latest.current = callback;
  });
  return useCallback(() => latest.current?.(), []);
}

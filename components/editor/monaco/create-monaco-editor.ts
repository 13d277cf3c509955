import type { editor as MonacoEditorApi } from "monaco-editor/editor";
import type { EditorFile, GeneratedFile } from "../editor-file.ts";
import type { CodePosition, Problem } from "../problem.ts";
import { editorOptions, wordWrapAt } from "./editor-options.ts";
import type { MonacoBundle } from "./load-monaco.ts";
import { registerProtoProviders } from "./proto-providers.ts";
import { leaveWithTab } from "./tab-focus.ts";
import { followPageTheme } from "./themes.ts";
import { createTypeChecker } from "./type-checker.ts";
import { createWorkspace } from "./workspace.ts";

export type MonacoEditorTexts = {
  readonly run: string;
  readonly format: string;
  readonly readOnlyMessage: string;
  readonly scalarHover: string;
  readonly importHover: string;
};

/** What the editor tells its owner. Read anew at each event, so that it may change while the editor lives. */
export type MonacoEditorEvents = {
  readonly onChange: (path: string, content: string) => void;
  readonly onRun: () => void;
  /** "Go to definition" leads into another of the visitor's files. */
  readonly onOpen: (position: CodePosition) => void;
  readonly onTypeProblems: (problems: readonly Problem[]) => void;
  /** True: Tab leaves the editor. False: Tab indents. */
  readonly onTabLeaves: (leaves: boolean) => void;
  readonly formatProto: (content: string) => Promise<string | null>;
  /** The file shown, with this content, could not be formatted. */
  readonly onFormatRefused: (content: string) => void;
};

export type MonacoEditorHandle = {
  setFiles(files: readonly EditorFile[]): void;
  setGenerated(files: readonly GeneratedFile[]): void;
  /** Problems the server found; those of TypeScript are the editor's own. */
  setProblems(problems: readonly Problem[]): void;
  show(file: EditorFile, ariaLabel: string): void;
  /** The last of them comes into sight. */
  highlightLines(lines: readonly number[]): void;
  /** Puts the caret there, in the file shown, and takes the focus. */
  reveal(position: Omit<CodePosition, "path">): void;
  format(): Promise<void>;
  focus(): void;
  dispose(): void;
};

/** Builds a Monaco editor into `host`. Everything it opens is closed by `dispose`. */
export function createMonacoEditor(
  bundle: MonacoBundle,
  host: HTMLElement,
  texts: MonacoEditorTexts,
  events: { readonly current: MonacoEditorEvents },
): MonacoEditorHandle {
  const { monaco } = bundle;
  const unfollowTheme = followPageTheme(monaco);
  const workspace = createWorkspace(monaco, (path, content) => events.current.onChange(path, content));
  // A box inside, so that a key reaches `host` only when Monaco had no use for it.
  const box = document.createElement("div");
  box.className = "h-full";
  host.append(box);
  const editor = monaco.editor.create(box, { ...editorOptions(host), model: null });
  const checker = createTypeChecker(bundle, workspace, (problems) => events.current.onTypeProblems(problems));
  const viewStates = new Map<string, MonacoEditorApi.ICodeEditorViewState | null>();
  const lineMark = editor.createDecorationsCollection();
  const format = async () => void (await editor.getAction("editor.action.formatDocument")?.run());

  const parts = [
    ...addActions(monaco, editor, texts, () => events.current.onRun(), format),
    registerProtoProviders(monaco, {
      workspace,
      texts,
      formatProto: async (content) => {
        const formatted = await events.current.formatProto(content).catch(() => null);
        if (formatted === null) events.current.onFormatRefused(content);
        return formatted;
      },
    }),
    monaco.editor.registerEditorOpener({
      openCodeEditor(source, uri, place) {
        const path = workspace.pathOfUri(uri);
        if (source !== editor || path === undefined) return false;
        const [line, column] =
          place === undefined
            ? [1, 1]
            : "lineNumber" in place
              ? [place.lineNumber, place.column]
              : [place.startLineNumber, place.startColumn];
        events.current.onOpen({ path, line, column });
        return true;
      },
    }),
    leaveWithTab(editor, host, (leaves) => events.current.onTabLeaves(leaves)),
    editor.onDidFocusEditorText(() => checker.start()),
    editor.onDidLayoutChange(({ width }) => editor.updateOptions({ wordWrap: wordWrapAt(width) })),
    { dispose: whenIdle(() => checker.start()) },
  ];
  // The web font may arrive later; widths measured before would put the caret beside the letters.
  void document.fonts?.ready.then(() => monaco.editor.remeasureFonts());

  return {
    setFiles: (files) => workspace.setFiles(files),
    setGenerated: (files) => workspace.setGenerated(files),
    setProblems(problems) {
      for (const path of workspace.paths()) {
        const model = workspace.modelOf(path);
        const own = problems.filter((problem) => problem.path === path);
        if (model !== undefined)
          monaco.editor.setModelMarkers(
            model,
            "playground",
            own.map((p) => toMarker(monaco, p)),
          );
      }
    },
    show(file, ariaLabel) {
      const readOnlyMessage = { value: texts.readOnlyMessage };
      editor.updateOptions({ ariaLabel, readOnly: file.readOnly ?? false, readOnlyMessage });
      const model = workspace.modelOf(file.path);
      const shown = editor.getModel();
      if (model === undefined || model === shown) return;
      const shownPath = shown === null ? undefined : workspace.pathOf(shown);
      if (shownPath !== undefined) viewStates.set(shownPath, editor.saveViewState());
      lineMark.clear();
      editor.setModel(model);
      editor.restoreViewState(viewStates.get(file.path) ?? null);
    },
    highlightLines(lines) {
      const there = lines.filter((line) => line <= (editor.getModel()?.getLineCount() ?? 0));
      const options = { isWholeLine: true, className: "editor-marked-line" };
      lineMark.set(there.map((line) => ({ range: new monaco.Range(line, 1, line, 1), options })));
      const last = there.at(-1);
      if (last !== undefined) editor.revealLineInCenterIfOutsideViewport(last);
    },
    reveal({ line, column }) {
      editor.setPosition({ lineNumber: line, column });
      editor.revealPositionInCenterIfOutsideViewport({ lineNumber: line, column });
      editor.focus();
    },
    format,
    focus: () => editor.focus(),
    dispose() {
      for (const part of parts) part.dispose();
      checker.dispose();
      editor.dispose();
      box.remove();
      workspace.dispose();
      unfollowTheme();
    },
  };
}

function addActions(
  monaco: MonacoBundle["monaco"],
  editor: MonacoEditorApi.IStandaloneCodeEditor,
  texts: MonacoEditorTexts,
  run: () => void,
  format: () => Promise<void>,
) {
  const { KeyMod, KeyCode } = monaco;
  return [
    editor.addAction({
      id: "playground.run",
      label: texts.run,
      keybindings: [KeyMod.CtrlCmd | KeyCode.Enter, KeyMod.Shift | KeyCode.Enter],
      keybindingContext: "editorTextFocus",
      run,
    }),
    editor.addAction({
      id: "playground.format",
      label: texts.format,
      keybindings: [KeyMod.Shift | KeyMod.Alt | KeyCode.KeyF],
      keybindingContext: "editorTextFocus",
      run: format,
    }),
  ];
}

function toMarker(monaco: MonacoBundle["monaco"], problem: Problem): MonacoEditorApi.IMarkerData {
  const { Error: error, Warning: warning } = monaco.MarkerSeverity;
  return {
    severity: problem.severity === "error" ? error : warning,
    startLineNumber: problem.line,
    startColumn: problem.column,
    endLineNumber: problem.endLine,
    endColumn: problem.endColumn,
    message: problem.message,
    source: problem.source,
  };
}

/** Runs `work` once when the page has nothing better to do. Returns the function that calls it off. */
function whenIdle(work: () => void): () => void {
  if (typeof requestIdleCallback !== "function") {
    const timer = setTimeout(work, 1_000);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(work, { timeout: 3_000 });
  return () => cancelIdleCallback(handle);
}

import type { IDisposable, editor as MonacoEditorApi, Uri } from "monaco-editor/editor";
import { createEchoFilter, type EchoFilter } from "../echo-filter.ts";
import type { EditorFile, GeneratedFile } from "../editor-file.ts";
import { languageOf } from "../highlight.ts";
import { textChange } from "../text-change.ts";
import type { Monaco } from "./load-monaco.ts";

type TextModel = MonacoEditorApi.ITextModel;
type OpenFile = { readonly model: TextModel; readonly echo: EchoFilter; readonly listener: IDisposable };

/**
 * The visitor's files and the code generated from their protos as Monaco models, so that undo, markers and types live
 * per file. Owns the models: `dispose` ends them.
 */
export type Workspace = {
  setFiles(files: readonly EditorFile[]): void;
  /** The generated TypeScript takes the place of the former. */
  setGenerated(files: readonly GeneratedFile[]): void;
  modelOf(path: string): TextModel | undefined;
  /** The visitor's file behind a model; undefined for generated code and libraries. */
  pathOf(model: TextModel): string | undefined;
  pathOfUri(uri: Uri): string | undefined;
  paths(): string[];
  hasGenerated(): boolean;
  /** Every TypeScript model, generated ones included. */
  typescriptUris(): Uri[];
  /** Called after any change of any model, by whomever. */
  onDidChange(listener: () => void): void;
  dispose(): void;
};

/** Brackets keep the colour that the static text gives them. */
const bracketColorizationOptions = { enabled: false, independentColorPoolPerBracketType: false };

const rootsInUse = new Set<string>();

/** The first editor of a page has its files at `file:///`; others that live beside it get a folder each. */
function takeRoot(): string {
  let root = "file:///";
  for (let n = 2; rootsInUse.has(root); n += 1) root = `file:///${n}/`;
  rootsInUse.add(root);
  return root;
}

export function createWorkspace(monaco: Monaco, report: (path: string, content: string) => void): Workspace {
  const root = takeRoot();
  const open = new Map<string, OpenFile>();
  const generated = new Map<string, TextModel>();
  const listeners: (() => void)[] = [];
  const changed = () => {
    for (const listener of listeners) listener();
  };
  const uriOf = (path: string) => monaco.Uri.parse(root + path);

  const createModel = (path: string, content: string): TextModel => {
    const uri = uriOf(path);
    // "Go to definition" may have made one for a declaration; ours is the true one.
    monaco.editor.getModel(uri)?.dispose();
    const model = monaco.editor.createModel(content, languageOf(path), uri);
    model.setEOL(monaco.editor.EndOfLineSequence.LF);
    model.updateOptions({ tabSize: 2, indentSize: 2, insertSpaces: true, bracketColorizationOptions });
    return model;
  };

  const openFile = ({ path, content }: EditorFile): void => {
    const model = createModel(path, content);
    const echo = createEchoFilter(content);
    const listener = model.onDidChangeContent(() => {
      const text = model.getValue();
      echo.reported(text);
      report(path, text);
      changed();
    });
    open.set(path, { model, echo, listener });
  };

  const closeFile = (path: string): void => {
    const file = open.get(path);
    file?.listener.dispose();
    file?.model.dispose();
    open.delete(path);
  };

  return {
    setFiles(files) {
      const wanted = new Set(files.map((file) => file.path));
      let different = false;
      for (const path of [...open.keys()]) {
        if (wanted.has(path)) continue;
        closeFile(path);
        different = true;
      }
      for (const file of files) {
        const known = open.get(file.path);
        if (known === undefined) {
          openFile(file);
          different = true;
        } else if (known.echo.isNews(file.content, known.model.getValue())) {
          replaceText(monaco, known.model, file.content);
        }
      }
      if (different) changed();
    },
    setGenerated(files) {
      const wanted = new Set(files.map((file) => file.path));
      let different = false;
      for (const [path, model] of generated) {
        if (wanted.has(path)) continue;
        model.dispose();
        generated.delete(path);
        different = true;
      }
      for (const { path, content } of files) {
        const model = generated.get(path);
        if (model?.getValue() === content) continue;
        different = true;
        if (model === undefined) generated.set(path, createModel(path, content));
        else model.setValue(content);
      }
      if (different) changed();
    },
    modelOf: (path) => open.get(path)?.model,
    pathOf: (model) => [...open].find(([, file]) => file.model === model)?.[0],
    pathOfUri: (uri) => [...open].find(([, file]) => file.model.uri.toString() === uri.toString())?.[0],
    paths: () => [...open.keys()],
    hasGenerated: () => generated.size > 0,
    typescriptUris: () =>
      [...[...open.values()].map((file) => file.model), ...generated.values()]
        .filter((model) => model.getLanguageId() === "typescript")
        .map((model) => model.uri),
    onDidChange: (listener) => void listeners.push(listener),
    dispose() {
      for (const path of [...open.keys()]) closeFile(path);
      for (const model of generated.values()) model.dispose();
      generated.clear();
      rootsInUse.delete(root);
    },
  };
}

/** A change by the owner (restore, reset, solution) is one step of the file's undo, like any other edit. */
function replaceText(monaco: Monaco, model: TextModel, text: string): void {
  const change = textChange(model.getValue(), text);
  if (change === undefined) return;
  const from = model.getPositionAt(change.start);
  const to = model.getPositionAt(change.end);
  const range = new monaco.Range(from.lineNumber, from.column, to.lineNumber, to.column);
  model.pushStackElement();
  model.pushEditOperations([], [{ range, text: change.text, forceMoveMarkers: true }], () => null);
  model.pushStackElement();
}

import type { EditorFile } from "./editor-file.ts";
import { languageOf } from "./highlight.ts";
import type { MonacoEditorHandle } from "./monaco/create-monaco-editor.ts";

type Owner = {
  readonly formatProto?: (content: string) => Promise<string | null>;
  readonly onChange: (path: string, content: string) => void;
};

/**
 * What the format button does; undefined where the shown editor cannot format this file: TypeScript needs the full
 * editor, a proto needs its owner's `formatProto`.
 */
export function formatAction(
  { formatProto, onChange }: Owner,
  file: EditorFile | undefined,
  handle: MonacoEditorHandle | null,
  refuse: (content: string) => void,
): (() => void) | undefined {
  if (file === undefined || file.readOnly === true) return undefined;
  const isProto = languageOf(file.path) === "proto";
  if (isProto && formatProto === undefined) return undefined;
  if (handle !== null) return () => void handle.format();
  if (!isProto || formatProto === undefined) return undefined;
  return () =>
    void formatProto(file.content).then(
      (text) => (text === null ? refuse(file.content) : onChange(file.path, text)),
      () => refuse(file.content),
    );
}

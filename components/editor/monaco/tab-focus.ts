import type { IDisposable, editor as MonacoEditorApi } from "monaco-editor/editor";

/**
 * The Tab key without a trap: it passes the editor until one types or clicks into the text, then it indents, and after
 * Escape it leaves again. Dispose what it returns.
 */
export function leaveWithTab(
  editor: MonacoEditorApi.IStandaloneCodeEditor,
  host: HTMLElement,
  report: (leaves: boolean) => void,
): IDisposable {
  let leaves = true;
  const set = (next: boolean) => {
    if (next === leaves) return;
    leaves = next;
    editor.updateOptions({ tabFocusMode: next });
    report(next);
  };
  // Monaco keeps an Escape that it has a use for (a suggestion list, a search, a selection) to itself.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && !event.isComposing && editor.hasTextFocus()) set(true);
  };
  host.addEventListener("keydown", onKeyDown);
  const listeners = [
    editor.onDidChangeModelContent(() => {
      if (editor.hasTextFocus()) set(false);
    }),
    editor.onMouseDown(() => set(false)),
    editor.onDidBlurEditorText(() => set(true)),
  ];
  return {
    dispose() {
      host.removeEventListener("keydown", onKeyDown);
      for (const listener of listeners) listener.dispose();
    },
  };
}

import type { editor as MonacoEditorApi } from "monaco-editor/editor";

/** Lines wrap in a narrow editor instead of scrolling sideways; editor.css does the same at the same width. */
export function wordWrapAt(widthPx: number): "on" | "off" {
  return widthPx < 560 ? "on" : "off";
}

/** How the editor looks and feels. Sizes come from editor.css, which the static text before it obeys as well. */
export function editorOptions(host: HTMLElement): MonacoEditorApi.IStandaloneEditorConstructionOptions {
  const style = getComputedStyle(host);
  return {
    fontFamily: style.fontFamily,
    fontSize: Number.parseFloat(style.fontSize),
    lineHeight: Number.parseFloat(style.lineHeight),
    fontLigatures: false,
    letterSpacing: 0,
    padding: { top: 8, bottom: 8 },
    lineNumbersMinChars: 4,
    lineDecorationsWidth: 16,
    glyphMargin: false,
    folding: false,
    automaticLayout: true,
    fixedOverflowWidgets: true,
    minimap: { enabled: false },
    overviewRulerLanes: 2,
    overviewRulerBorder: false,
    hideCursorInOverviewRuler: true,
    wordWrap: wordWrapAt(host.clientWidth),
    wrappingIndent: "none",
    scrollBeyondLastLine: false,
    scrollbar: {
      verticalScrollbarSize: 10,
      horizontalScrollbarSize: 10,
      useShadows: false,
      alwaysConsumeMouseWheel: false,
    },
    stickyScroll: { enabled: false },
    bracketPairColorization: { enabled: false },
    guides: { indentation: false },
    codeLens: false,
    renderFinalNewline: "on",
    renderWhitespace: "selection",
    renderLineHighlight: "line",
    renderLineHighlightOnlyWhenFocus: true,
    // Chinese punctuation and letters are no spoofing here.
    unicodeHighlight: { ambiguousCharacters: false, nonBasicASCII: false },
    wordBasedSuggestions: "off",
    acceptSuggestionOnCommitCharacter: false,
    suggest: { showWords: false, preview: false },
    quickSuggestions: { other: true, comments: false, strings: false },
    dropIntoEditor: { enabled: false },
    pasteAs: { enabled: false },
    tabFocusMode: true,
  };
}

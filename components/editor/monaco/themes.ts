import type { Monaco } from "./load-monaco.ts";

/**
 * Gives Monaco the colours that the page has now, read from the custom properties of app/tokens.css and editor.css, and
 * follows the page when its theme changes. Returns the function that stops following.
 */
export function followPageTheme(monaco: Monaco): () => void {
  const apply = () => {
    const dark = document.documentElement.dataset.theme === "dark";
    const name = dark ? "playground-dark" : "playground-light";
    monaco.editor.defineTheme(name, themeFromTokens(dark));
    monaco.editor.setTheme(name);
  };
  apply();
  const observer = new MutationObserver(apply);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}

type ThemeData = Parameters<Monaco["editor"]["defineTheme"]>[1];

function themeFromTokens(dark: boolean): ThemeData {
  const token = createColourReader();
  const rule = (name: string, property: string, fontStyle = "") => ({
    token: name,
    foreground: token(property).slice(1, 7),
    fontStyle,
  });
  return {
    base: dark ? "vs-dark" : "vs",
    inherit: true,
    rules: [
      rule("", "--ink"),
      rule("keyword", "--code-keyword"),
      rule("type", "--code-type"),
      rule("number", "--code-number"),
      rule("string", "--code-string"),
      rule("regexp", "--code-string"),
      rule("comment", "--code-comment"),
      rule("delimiter", "--ink-soft"),
      rule("operators", "--ink-soft"),
      rule("annotation", "--ink"),
    ],
    colors: {
      ...surfaceColours(token),
      ...widgetColours(token),
    },
  };
}

type ReadColour = (property: string, alpha?: number) => string;

function surfaceColours(token: ReadColour): Record<string, string> {
  return {
    "editor.background": token("--editor-paper"),
    "editor.foreground": token("--ink"),
    "editorCursor.foreground": token("--accent"),
    "editorLineNumber.foreground": token("--ink-faint"),
    "editorLineNumber.activeForeground": token("--ink-soft"),
    "editor.lineHighlightBackground": token("--ink", 0.035),
    "editor.lineHighlightBorder": "#00000000",
    "editor.selectionBackground": token("--accent", 0.24),
    "editor.inactiveSelectionBackground": token("--accent", 0.12),
    "editor.selectionHighlightBackground": token("--accent", 0.1),
    "editor.wordHighlightBackground": token("--accent", 0.1),
    "editor.wordHighlightStrongBackground": token("--accent", 0.16),
    "editor.findMatchBackground": token("--limit", 0.45),
    "editor.findMatchHighlightBackground": token("--limit", 0.22),
    "editorBracketMatch.background": token("--accent", 0.12),
    "editorBracketMatch.border": token("--accent", 0.5),
    "editorIndentGuide.background1": token("--hairline"),
    "editorIndentGuide.activeBackground1": token("--hairline-strong"),
    "editorError.foreground": token("--failed"),
    "editorWarning.foreground": token("--limit"),
    "editorOverviewRuler.border": "#00000000",
    "editorLightBulb.foreground": token("--limit"),
    "editorLightBulbAutoFix.foreground": token("--accent"),
    "scrollbarSlider.background": token("--ink", 0.12),
    "scrollbarSlider.hoverBackground": token("--ink", 0.22),
    "scrollbarSlider.activeBackground": token("--ink", 0.3),
  };
}

function widgetColours(token: ReadColour): Record<string, string> {
  return {
    focusBorder: token("--accent"),
    foreground: token("--ink"),
    descriptionForeground: token("--ink-soft"),
    "textLink.foreground": token("--accent"),
    "textLink.activeForeground": token("--accent"),
    "widget.shadow": "#00000022",
    "editorWidget.background": token("--surface-raised"),
    "editorWidget.foreground": token("--ink"),
    "editorWidget.border": token("--hairline-strong"),
    "editorHoverWidget.background": token("--surface-raised"),
    "editorHoverWidget.border": token("--hairline-strong"),
    "editorSuggestWidget.background": token("--surface-raised"),
    "editorSuggestWidget.border": token("--hairline-strong"),
    "editorSuggestWidget.foreground": token("--ink"),
    "editorSuggestWidget.highlightForeground": token("--accent"),
    "editorSuggestWidget.focusHighlightForeground": token("--accent"),
    "editorSuggestWidget.selectedBackground": token("--accent", 0.16),
    "editorSuggestWidget.selectedForeground": token("--ink"),
    "editorSuggestWidget.selectedIconForeground": token("--ink"),
    "list.hoverBackground": token("--ink", 0.06),
    "list.focusBackground": token("--accent", 0.16),
    "list.focusForeground": token("--ink"),
    "list.highlightForeground": token("--accent"),
    "quickInput.background": token("--surface-raised"),
    "quickInput.foreground": token("--ink"),
    "quickInputList.focusBackground": token("--accent", 0.16),
    "quickInputList.focusForeground": token("--ink"),
    "input.background": token("--editor-paper"),
    "input.foreground": token("--ink"),
    "input.border": token("--hairline-strong"),
    "inputOption.activeBackground": token("--accent", 0.2),
    "inputOption.activeForeground": token("--ink"),
    "menu.background": token("--surface-raised"),
    "menu.foreground": token("--ink"),
    "menu.border": token("--hairline-strong"),
    "menu.selectionBackground": token("--accent", 0.16),
    "menu.selectionForeground": token("--ink"),
    "menu.separatorBackground": token("--hairline"),
    "peekViewEditor.background": token("--surface-sunken"),
    "peekViewResult.background": token("--surface-sunken"),
    "peekViewTitle.background": token("--surface-raised"),
    "peekView.border": token("--accent"),
  };
}

/** Reads a custom property as `#rrggbbaa`, whatever CSS notation it is written in: a canvas does the conversion. */
function createColourReader(): ReadColour {
  const style = getComputedStyle(document.documentElement);
  const canvas = document.createElement("canvas");
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  return (property, alpha = 1) => {
    if (context === null) return "#808080";
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = style.getPropertyValue(property).trim() || "gray";
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
    const bytes = [red, green, blue, Math.round(alpha * 255)];
    return `#${bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
  };
}

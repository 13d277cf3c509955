import type { Dictionary } from "#lib/i18n/en.ts";
import { formatText } from "#lib/i18n/format-text.ts";
import type { EditorFile } from "./editor-file.ts";
import type { EditorKind } from "./editor-kind.ts";

/** The accessible name of the code field: whose code, and how to leave it by the keys of this system. */
export function fieldName(
  words: Dictionary["editor"],
  { path, readOnly }: EditorFile,
  kind: EditorKind,
): string {
  if (kind === "static") return formatText(words.staticName, { path });
  if (kind === "plain") return formatText(words.plainFieldName, { path });
  if (readOnly === true) return formatText(words.fieldNameReadOnly, { path });
  // Monaco's command "Toggle Tab Key Moves Focus".
  const toggleKeys = /Mac|iPhone|iPad/.test(navigator.platform) ? "Ctrl+Shift+M" : "Ctrl+M";
  return formatText(words.fieldName, { path, toggleKeys });
}

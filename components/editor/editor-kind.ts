"use client";

import { useSyncExternalStore } from "react";
import { createStoredPreference } from "#components/ui/stored-preference.ts";
import { useStoredPreference } from "#components/ui/use-stored-preference.ts";

/** `static`: text only, before scripts run. `plain`: a text field. `full`: Monaco. */
export type EditorKind = "static" | "plain" | "full";

const plainPreferred = createStoredPreference<boolean>("plain-editor", false, (json) =>
  typeof json === "boolean" ? json : undefined,
);

const touchQuery = "(pointer: coarse)";

function subscribeTouch(listener: () => void): () => void {
  const query = matchMedia(touchQuery);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

/**
 * Which editor this visitor gets: the plain one on touch devices, where Monaco does not work, and for whoever chose it;
 * static text until the page is alive. `choose` is undefined where there is nothing to choose.
 */
export function useEditorKind(): {
  kind: EditorKind;
  choose: ((kind: "plain" | "full") => void) | undefined;
} {
  const pointer = useSyncExternalStore(
    subscribeTouch,
    () => (matchMedia(touchQuery).matches ? "touch" : "mouse"),
    () => "unknown" as const,
  );
  const [plain, setPlain] = useStoredPreference(plainPreferred);
  if (pointer === "unknown") return { kind: "static", choose: undefined };
  if (pointer === "touch") return { kind: "plain", choose: undefined };
  return { kind: plain ? "plain" : "full", choose: (kind) => setPlain(kind === "plain") };
}

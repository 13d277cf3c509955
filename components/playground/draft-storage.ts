import type { RunSettings } from "#lib/record/run-record.ts";
import type { SourceText } from "./source-files.ts";

/**
 * A visitor's work in `localStorage`, one slot per tab so that two tabs never overwrite each other. A reload finds its
 * own slot again (its name is in `sessionStorage`); a new tab starts from a copy of the newest slot.
 */
export type Draft = {
  /** Null while nothing differs from the starter, which then comes in the page's language. */
  readonly files: readonly SourceText[] | null;
  readonly settings: RunSettings;
  readonly experiment: string;
  readonly savedAtUnixMs: number;
};

const prefix = "rpc-playground.draft.";
const slotKey = "rpc-playground.slot";
const keptSlots = 8;

function isDraft(value: unknown): value is Draft {
  if (typeof value !== "object" || value === null) return false;
  const draft = value as Partial<Draft>;
  const { files } = draft;
  return (
    (files === null ||
      (Array.isArray(files) &&
        files.every((file) => typeof file?.path === "string" && typeof file?.content === "string"))) &&
    typeof draft.settings === "object" &&
    draft.settings !== null &&
    typeof draft.settings.network === "object" &&
    typeof draft.experiment === "string" &&
    typeof draft.savedAtUnixMs === "number"
  );
}

function readSlot(key: string): Draft | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return isDraft(value) ? value : null;
  } catch {
    return null;
  }
}

function slots(): { key: string; draft: Draft }[] {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  return keys
    .map((key) => ({ key, draft: readSlot(key) }))
    .filter((slot): slot is { key: string; draft: Draft } => slot.draft !== null)
    .sort((a, b) => b.draft.savedAtUnixMs - a.draft.savedAtUnixMs);
}

/** This tab's slot, made on first use. A duplicated tab copies `sessionStorage`, so the slot is claimed for one tab only. */
function ownSlot(): { key: string; isNew: boolean } {
  const held = sessionStorage.getItem(slotKey);
  const navigation = performance.getEntriesByType("navigation")[0];
  const isReturn =
    navigation instanceof PerformanceNavigationTiming &&
    (navigation.type === "reload" || navigation.type === "back_forward");
  if (held !== null && (isReturn || sessionStorage.getItem(`${slotKey}.tab`) === window.name)) {
    return { key: held, isNew: false };
  }
  const name = crypto.randomUUID();
  window.name = name;
  sessionStorage.setItem(`${slotKey}.tab`, name);
  sessionStorage.setItem(slotKey, prefix + name);
  return { key: prefix + name, isNew: true };
}

/** The work to begin with: this tab's own, else a copy of the newest, else null. Never throws. */
export function loadDraft(): Draft | null {
  try {
    const own = ownSlot();
    return own.isNew ? (slots()[0]?.draft ?? null) : readSlot(own.key);
  } catch {
    return null;
  }
}

/** Writes this tab's slot and forgets the oldest ones. False when the browser refuses storage. */
export function saveDraft(draft: Draft): boolean {
  try {
    localStorage.setItem(ownSlot().key, JSON.stringify(draft));
    for (const { key } of slots().slice(keptSlots)) localStorage.removeItem(key);
    return true;
  } catch {
    return false;
  }
}

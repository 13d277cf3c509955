import { firstDraft } from "#components/playground/draft-tab.ts";
import { type Starters, starterKey, starterOf } from "#components/playground/starter.ts";
import { defaultSettings } from "#components/playground/to-settings.ts";
import type { TargetSource } from "#components/target/target.ts";
import type { Dictionary } from "#lib/i18n/en.ts";

/** The draft that the playground would show in this tab, where there is one, and the examples as they are. */
export function targetSources(starters: Starters, text: Dictionary): readonly TargetSource[] {
  const examples = starters.map(({ id, files }): TargetSource => {
    const { title, meaning } = text.playground.starters[starterKey(id)];
    return { id, title, meaning, files, server: defaultSettings };
  });
  const { draft } = firstDraft();
  if (draft === null) return examples;
  const files = draft.files ?? starterOf(starters, draft.starter).files;
  const { workers, queueLimit, network } = draft.settings;
  const { draft: title, draftMeaning: meaning } = text.target;
  return [{ id: "draft", title, meaning, files, server: { workers, queueLimit, network } }, ...examples];
}

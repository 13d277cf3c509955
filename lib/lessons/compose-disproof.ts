import type { RunSettings } from "#lib/record/run-record.ts";
import type { ChosenSettings } from "./chosen-settings.ts";
import { type AskedDisproof, type Disproof, folderOf } from "./disproof.ts";
import { composeProject, type LessonFiles, type ProjectFile } from "./project.ts";

/** What a disproof is put together from. */
export type DisproofParts = {
  readonly files: LessonFiles;
  readonly wrong: Readonly<Record<string, readonly ProjectFile[]>>;
  /** What the folders below `wrong/` choose. */
  readonly wrongSettings: Readonly<Record<string, ChosenSettings>>;
  readonly shown: { readonly experiment: string };
  readonly settings: RunSettings;
};

/** The program of a disproof, its experiment and its settings. */
export function composeDisproof(
  { files, wrong, wrongSettings, shown, settings }: DisproofParts,
  disproof: Disproof | AskedDisproof,
): { readonly files: ProjectFile[]; readonly experiment: string; readonly settings: RunSettings } {
  const chosen = typeof disproof === "string" ? {} : disproof;
  const folder = folderOf(disproof);
  const own = folder === undefined ? [] : (wrong[folder] ?? []);
  const others = files.start.filter(({ path }) => !own.some((file) => file.path === path));
  const peer = chosen.peer === undefined ? {} : { peer: chosen.peer };
  return {
    files: composeProject({ start: [...others, ...own], peers: files.peers }, [], [], peer),
    experiment: chosen.experiment ?? shown.experiment,
    settings: { ...settings, ...(folder === undefined ? {} : wrongSettings[folder]), ...chosen.settings },
  };
}

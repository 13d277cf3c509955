import type { ChosenSettings } from "./chosen-settings.ts";
import type { Run } from "./evidence.ts";

/**
 * The run that shows that a wrong answer does not hold: of a folder below `wrong/` by its name, or of what stands here.
 * Without a folder it is that of the start.
 */
export type Disproof<Shows = (run: Run) => boolean> =
  | string
  | {
      readonly wrong?: string;
      /** A folder below `peers/` laid over it: a program that is nobody's solution. */
      readonly peer?: string;
      /** Another one than the lesson shows. */
      readonly experiment?: string;
      /** Over those that the lesson shows. */
      readonly settings?: ChosenSettings;
      /** Whether it can be seen in a run: by counts and order, so that it can be on any machine. Asked by tests. */
      readonly shows?: Shows;
    };

/** As the page hands it to the browser: without what only tests ask. */
export type AskedDisproof = Disproof<never>;

/** The folder below `wrong/` that a disproof runs; undefined: none. */
export function folderOf(disproof: Disproof | AskedDisproof): string | undefined {
  return typeof disproof === "string" ? disproof : disproof.wrong;
}

/** What changes against the run that the lesson shows, the most telling first. */
export function kindOf(disproof: Disproof | AskedDisproof): "version" | "experiment" | "settings" {
  if (typeof disproof === "string") return "version";
  if (disproof.wrong !== undefined || disproof.peer !== undefined) return "version";
  return disproof.experiment === undefined ? "settings" : "experiment";
}

/** The same disproofs for the browser. */
export function withoutShows(
  disproofs: Readonly<Record<string, Disproof>>,
): Readonly<Record<string, AskedDisproof>> {
  return Object.fromEntries(
    Object.entries(disproofs).map(([option, disproof]): [string, AskedDisproof] => {
      if (typeof disproof === "string") return [option, disproof];
      const { shows: _, ...asked } = disproof;
      return [option, asked];
    }),
  );
}

import type { LessonProgress, Progress } from "#lib/lessons/progress.ts";

/** Why progress is not kept: no room is left, or the browser allows no storage on this page. */
export type ProgressProblem = "full" | "refused";

export type ProgressState = { readonly progress: Progress; readonly problem: ProgressProblem | null };

/** Why a file was not imported; `path` names the first wrong value. */
export type ImportProblem =
  | { readonly kind: "notJson" }
  | { readonly kind: "notProgress"; readonly path: string };

const key = "rpc-playground:progress";
// The schema's module brings the validator along, which only imports need.
const nothing: Progress = { format: "rpc-playground-progress", version: 1, last: null, lessons: {} };
const untouched: LessonProgress = {
  startedAtUnixMs: 0,
  passedAtUnixMs: null,
  guesses: {},
  answers: {},
  hints: 0,
  sawSolution: false,
};

const listeners = new Set<() => void>();
let text: string | null = null;
let state: ProgressState = { progress: nothing, problem: null };
let hasRead = false;

/** What this browser knows of the learner. The same object until something changes. */
export function readProgress(): ProgressState {
  if (hasRead && state.problem !== null) return state;
  const [found, problem] = readText();
  if (hasRead && found === text && problem === state.problem) return state;
  hasRead = true;
  text = found;
  state = { progress: parse(found) ?? nothing, problem };
  return state;
}

export function subscribeToProgress(listener: () => void): () => void {
  listeners.add(listener);
  const onStorage = (event: StorageEvent) => {
    if (event.key === key || event.key === null) listener();
  };
  window.addEventListener("storage", onStorage);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", onStorage);
  };
}

/** Changes what is known of one lesson, which is begun by that. */
export function changeLesson(slug: string, change: (known: LessonProgress) => LessonProgress): void {
  const { progress } = readProgress();
  const known = progress.lessons[slug] ?? { ...untouched, startedAtUnixMs: Date.now() };
  write({ ...progress, lessons: { ...progress.lessons, [slug]: change(known) } });
}

/** Remembers where the learner is. */
export function rememberPlace(lesson: string, beat: string): void {
  const { progress } = readProgress();
  if (progress.last?.lesson === lesson && progress.last.beat === beat) return;
  write({ ...progress, last: { lesson, beat } });
}

/** Adds what a file knows. A mistake in it changes nothing. */
export async function importProgress(file: string): Promise<ImportProblem | null> {
  let json: unknown;
  try {
    json = JSON.parse(file);
  } catch {
    return { kind: "notJson" };
  }
  const { mergeProgress, progressSchema } = await import("#lib/lessons/progress.ts");
  const parsed = progressSchema.safeParse(json);
  if (!parsed.success)
    return { kind: "notProgress", path: parsed.error.issues[0]?.path.join(".") || "format" };
  write(mergeProgress(readProgress().progress, parsed.data));
  return null;
}

function write(progress: Progress): void {
  const next = JSON.stringify(progress);
  let problem: ProgressProblem | null = null;
  try {
    localStorage.setItem(key, next);
    text = next;
  } catch (error) {
    problem = error instanceof DOMException && error.name === "QuotaExceededError" ? "full" : "refused";
  }
  state = { progress, problem };
  for (const listener of listeners) listener();
}

function readText(): [string | null, ProgressProblem | null] {
  try {
    return [localStorage.getItem(key), null];
  } catch {
    return [null, "refused"];
  }
}

/** What an older version or a hand has left there is taken for nothing when it is no progress. */
function parse(stored: string | null): Progress | null {
  try {
    const value = JSON.parse(stored ?? "null") as Partial<Progress> | null;
    const isProgress =
      value?.format === nothing.format && value.version === 1 && typeof value.lessons === "object";
    return isProgress ? { ...nothing, ...value } : null;
  } catch {
    return null;
  }
}

import { fail, ok, type Result } from "#lib/result.ts";

/** Why a name cannot be given to a file; each has its sentence in the dictionary under `editor.nameProblems`. */
export type FileNameProblem =
  | "empty"
  | "absolute"
  | "segments"
  | "characters"
  | "extension"
  | "generated"
  | "tooLong"
  | "taken";

/**
 * Judges the name of a visitor's new file: relative, of letters, digits, `_`, `-`, `.` and `/`, ending in `.proto` or
 * `.ts`, outside `gen/`, where generated code lives. Names that differ only in case count as equal, since they are on
 * the disks of many visitors.
 */
export function parseFileName(
  text: string,
  taken: readonly string[],
  maxLength: number,
): Result<string, FileNameProblem> {
  const name = text.trim().replace(/^(?:\.\/)+/, "");
  if (name === "") return fail("empty");
  if (/^[/\\]|^[a-zA-Z]:/.test(name)) return fail("absolute");
  const segments = name.split("/");
  if (segments.some((segment) => segment === "" || segment === "." || segment === ".."))
    return fail("segments");
  if (!segments.every((segment) => /^[A-Za-z0-9_.-]+$/.test(segment))) return fail("characters");
  if (!/[^/.]\.(?:proto|ts)$/.test(name)) return fail("extension");
  if (segments[0]?.toLowerCase() === "gen") return fail("generated");
  if (name.length > maxLength) return fail("tooLong");
  if (taken.some((other) => other.toLowerCase() === name.toLowerCase())) return fail("taken");
  return ok(name);
}

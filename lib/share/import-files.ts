import { fail, ok, type Result } from "#lib/result.ts";
import type { RequestProblem } from "#lib/source/find-source-problem.ts";
import { findSnippetProblem, type SnippetLimits } from "./find-snippet-problem.ts";
import type { RawFile } from "./read-zip.ts";
import type { Snippet, SnippetFile } from "./snippet.ts";

export type ImportProblem =
  /** Nothing among it is a source file. */
  | { readonly kind: "noSources" }
  | { readonly kind: "notText"; readonly path: string }
  | { readonly kind: "refused"; readonly why: RequestProblem };

/** Either side's entry: who brings one brings a program, and not only parts of one. */
const entryFiles = ["server.ts", "client.ts"];

/** Whether a file can be a visitor's source; what tools make, install or hide is not. */
export function isSource(path: string): boolean {
  const parts = path.split("/");
  const isMade = parts.some((part) => part === "node_modules" || part === "gen" || part.startsWith("."));
  return !isMade && /\.(?:proto|ts)$/.test(path) && !path.endsWith(".d.ts");
}

/**
 * The visitor's work with files that came from their disk. A whole program takes the place of what was there; single
 * files replace those of the same name and are added to the others.
 */
export function importFiles(
  raw: readonly RawFile[],
  before: Snippet,
  limits: SnippetLimits,
): Result<Snippet, ImportProblem> {
  const sources = raw.filter(({ path }) => isSource(path));
  const root = commonFolder(sources.map(({ path }) => path));
  const files: SnippetFile[] = [];
  for (const { path, bytes } of sources) {
    const content = toText(bytes);
    if (content === null) return fail({ kind: "notText", path });
    files.push({ path: path.slice(root.length).normalize("NFC"), content });
  }
  if (files.length === 0) return fail({ kind: "noSources" });
  const isProgram = files.some(({ path }) => entryFiles.includes(path));
  const snippet = isProgram
    ? { ...before, files: files.sort(byRank), experiment: "", starter: "" }
    : { ...before, files: laidOver(before.files, files) };
  const why = findSnippetProblem(snippet, limits);
  return why === null ? ok(snippet) : fail({ kind: "refused", why });
}

/** The folder that all paths are in, with its `/`; a zip often has one around everything. */
function commonFolder(paths: readonly string[]): string {
  const [first = ""] = paths;
  let root = first.slice(0, first.lastIndexOf("/") + 1);
  while (!paths.every((path) => path.startsWith(root)))
    root = root.slice(0, root.lastIndexOf("/", root.length - 2) + 1);
  return root;
}

/** The contract first, then who answers, then who asks. */
function byRank(a: SnippetFile, b: SnippetFile): number {
  return rankOf(a.path) - rankOf(b.path) || (a.path < b.path ? -1 : 1);
}

function rankOf(path: string): number {
  return path.endsWith(".proto") ? 0 : path === "client.ts" ? 2 : 1;
}

function laidOver(before: readonly SnippetFile[], files: readonly SnippetFile[]): SnippetFile[] {
  const own = before.map((file) => files.find(({ path }) => path === file.path) ?? file);
  return [...own, ...files.filter(({ path }) => !before.some((file) => file.path === path))];
}

function toText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { ProjectFile } from "#lib/lessons/project.ts";

/** Every file below a folder, the contract first, then both ends, then the rest by name; empty when it is not there. */
export function readFiles(folder: string): ProjectFile[] {
  if (!existsSync(/* turbopackIgnore: true */ folder)) return [];
  const entries = readdirSync(/* turbopackIgnore: true */ folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map((path) => ({ path, content: readFileSync(/* turbopackIgnore: true */ join(folder, path), "utf8") }));
}

function rank(path: string): number {
  if (path.endsWith(".proto")) return 0;
  const known = ["server", "client", "params"].indexOf(path.replace(/\.\w+$/, ""));
  return known === -1 ? 9 : known + 1;
}

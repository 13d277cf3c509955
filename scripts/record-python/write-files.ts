import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ProjectFile } from "#lib/lessons/project.ts";

/** Writes files below a folder, with the folders they need. */
export function writeFiles(folder: string, files: readonly ProjectFile[]): void {
  for (const { path, content } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

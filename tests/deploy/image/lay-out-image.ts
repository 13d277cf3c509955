import {
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { contextFiles } from "./context-files.ts";
import { copiesOf, readDockerfile, removedBy, type Stage } from "./read-dockerfile.ts";

const workdir = "/app/";

/**
 * Lays out below `target` the files that the image of `root`'s Dockerfile would hold in its working directory; nothing
 * may write to them. Context files are those that `.dockerignore` leaves, packages those that `npm ci --omit=dev` would
 * install, and the rest is taken from the build in `root`. Throws when a COPY names what does not exist.
 */
export function layOutImage(root: string, target: string): void {
  const stages = readDockerfile(join(root, "Dockerfile"));
  const last = stages.at(-1);
  if (last === undefined) throw new Error("the Dockerfile has no stage");
  const context = contextFiles(root);
  for (const copy of copiesOf(last)) {
    for (const source of copy.sources) {
      const path = source.startsWith(workdir) ? source.slice(workdir.length) : source;
      const files =
        copy.from === null ? below(path, context) : stageFiles(root, path, stageOf(stages, copy.from));
      if (files.length === 0) throw new Error(`COPY ${source}: there is nothing`);
      placeAll(files, path, root, join(target, copy.target));
    }
  }
}

/** A file goes into the folder, a folder's content takes its place. */
function placeAll(files: readonly string[], source: string, root: string, folder: string): void {
  for (const file of files) {
    const name = file === source ? file : relative(source, file);
    place(join(root, file), join(folder, name), source === "node_modules");
  }
}

function stageOf(stages: readonly Stage[], name: string): Stage {
  const stage = stages.find((one) => one.name === name);
  if (stage === undefined) throw new Error(`COPY --from=${name}: there is no such stage`);
  return stage;
}

function stageFiles(root: string, path: string, stage: Stage): string[] {
  const removed = removedBy(stage);
  const folders = path === "node_modules" ? productionPackages(root) : [path];
  return folders.flatMap((folder) => filesIn(root, folder, path === "node_modules", removed));
}

/** Where packages stand that are not only for development, of those that suit this platform. */
function productionPackages(root: string): string[] {
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
    packages: Record<string, { dev?: boolean }>;
  };
  return Object.entries(lock.packages)
    .filter(([path, { dev }]) => path !== "" && dev !== true && existsSync(join(root, path)))
    .map(([path]) => path);
}

function filesIn(root: string, path: string, isPackage: boolean, removed: readonly string[]): string[] {
  if (removed.some((gone) => isBelow(path, gone))) return [];
  if (!lstatSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path)).flatMap((name) =>
    // A package inside a package has a line of its own in the lock.
    isPackage && name === "node_modules" ? [] : filesIn(root, `${path}/${name}`, isPackage, removed),
  );
}

function isBelow(path: string, folder: string): boolean {
  if (folder.endsWith("*")) return path.startsWith(folder.slice(0, -1));
  return path === folder || path.startsWith(`${folder}/`);
}

function below(path: string, files: readonly string[]): string[] {
  return files.filter((file) => isBelow(file, path));
}

/** Copies, so that who edits a source meanwhile edits another file; packages are linked, for they are many. */
function place(from: string, to: string, isPackage: boolean): void {
  mkdirSync(dirname(to), { recursive: true });
  if (lstatSync(from).isSymbolicLink()) {
    symlinkSync(readlinkSync(from), to);
    return;
  }
  try {
    if (isPackage) {
      linkSync(from, to);
      return;
    }
  } catch {
    // Another file system.
  }
  copyFileSync(from, to);
}

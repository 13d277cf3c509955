import { readdirSync, readFileSync } from "node:fs";

/** Processes whose command line has `mark`: children of `parent`, and all. Behind bubblewrap a runner has two. */
export function listRunners(
  mark: string,
  parent: number,
): { readonly ours: number; readonly all: number } | null {
  if (process.platform !== "linux") return null;
  const marked = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => readQuietly(`/proc/${pid}/cmdline`).includes(mark));
  const ours = marked.filter((pid) => parentOf(pid) === parent);
  return { ours: ours.length, all: marked.length };
}

/** proc(5): the second field may hold spaces and parentheses, so fields count from the last one. */
function parentOf(pid: string): number {
  const line = readQuietly(`/proc/${pid}/stat`);
  return Number(line.slice(line.lastIndexOf(")") + 2).split(" ")[1]);
}

function readQuietly(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return ""; // It is gone.
  }
}

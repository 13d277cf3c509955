import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { bubblewrap, nobody, prlimit } from "#server/wall-programs.ts";
import type { GuestSettings } from "./guest/settings.ts";

/** How a runner is started behind a set of walls. */
export type Launch = {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** uid and gid to drop to; null: keep. */
  readonly user: number | null;
  /** The pid that counts comes on descriptor 4. */
  readonly tellsPid: boolean;
};

export type WallSet = {
  readonly name: string;
  readonly walls: Readonly<Record<string, boolean>>;
  readonly launch: Launch;
};

export type RunnerFiles = { readonly runnerPath: string; readonly runtimePath: string };

export type RunnerParts = {
  readonly files: RunnerFiles;
  readonly settings: GuestSettings;
  readonly processMemoryMb: number;
  /** An empty folder. */
  readonly cwd: string;
};

/**
 * Data that counts but is hardly touched: V8 reserves 512 MB of code space for each of the two isolates, and a thread's
 * stack is 8 MB, a dozen and a half of them under load. Less, and a busy runner dies of a thread that it cannot start.
 */
const dataHeadroomMb = 2 * 512 + 256;

/**
 * The sets of walls this machine may offer, strongest first. Whether one stands is known when a runner behind it says
 * that it is ready.
 */
export function wallSets(parts: RunnerParts): WallSet[] {
  const users = process.getuid?.() === 0 ? [true, false] : [false];
  const all = users.flatMap((user) => [
    wallSet("bubblewrap", { bubblewrap: true, user, limits: true }, parts),
    wallSet("process", { bubblewrap: false, user, limits: true }, parts),
  ]);
  const found = all.flatMap((set) => (set === null ? [] : [set]));
  return found.toSorted((a, b) => Number(b.walls.bubblewrap) - Number(a.walls.bubblewrap));
}

/**
 * A runner behind exactly these walls, so that each can be tested without the others. Where the machine has no
 * `prlimit`, `limits` is left out; null where it has no bubblewrap and that is asked for.
 */
export function wallSet(
  name: string,
  choice: { readonly bubblewrap: boolean; readonly user: boolean; readonly limits: boolean },
  { files, settings, processMemoryMb, cwd }: RunnerParts,
): WallSet | null {
  const runner = [
    process.execPath,
    "--no-node-snapshot",
    `--max-old-space-size=${settings.memoryMb}`,
    "--max-semi-space-size=4",
    "--disable-proto=delete",
    files.runnerPath,
    JSON.stringify(settings),
  ];
  const data = (processMemoryMb + dataHeadroomMb) * 1024 * 1024;
  const limits = choice.limits ? prlimit({ data, file: 0 }) : null;
  const bubble = choice.bubblewrap ? jail(files) : null;
  if (choice.bubblewrap && bubble === null) return null;
  const [command = "", ...args] = [...(limits ?? []), ...(bubble ?? []), ...runner];
  return {
    name,
    walls: {
      isolate: true,
      process: true,
      user: choice.user || process.getuid?.() !== 0,
      bubblewrap: bubble !== null,
      limits: limits !== null,
    },
    launch: {
      command,
      args,
      cwd: bubble === null ? cwd : "/",
      user: choice.user ? nobody : null,
      tellsPid: bubble !== null,
    },
  };
}

/** Of all files only Node, its libraries and the runner. */
function jail(files: RunnerFiles): string[] | null {
  const binds = [
    process.execPath,
    ...libraries(process.execPath),
    files.runnerPath,
    files.runtimePath,
    ...packages(),
  ];
  return bubblewrap({
    binds: Object.fromEntries(binds.map((path) => [path, path])),
    options: ["--as-pid-1", ...["--info-fd", "4"], ...["--dir", "/empty", "--chdir", "/empty"]],
  });
}

function packages(): string[] {
  const require = createRequire(import.meta.url);
  const folder = dirname(require.resolve("isolated-vm/package.json"));
  return [
    folder,
    dirname(createRequire(join(folder, "package.json")).resolve("node-gyp-build/package.json")),
  ];
}

/** The shared libraries of a program, as its loader resolves them. */
function libraries(program: string): string[] {
  const listed = spawnSync("ldd", [program], { encoding: "utf8" });
  if (listed.status !== 0) return ["/lib", "/lib64", "/usr/lib"].filter(existsSync);
  return [...listed.stdout.matchAll(/(?:=> )?(\/\S+) \(0x/g)]
    .map((match) => match[1] ?? "")
    .filter(existsSync);
}

import { chownSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { bubblewrap, nobody, prlimit } from "#server/wall-programs.ts";
import { findBufBinary } from "./buf-binary.ts";

/** How buf is started behind a set of walls. */
export type BufLaunch = {
  /** Walls beyond a process of its own, for whoever starts the server. */
  readonly walls: readonly string[];
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** uid and gid to drop to; undefined: keep. */
  readonly user: number | undefined;
};

/** A thousand times what a schema needs that a person wrote. */
const dataBytes = 1024 * 1024 * 1024;
/** `buf format` writes the file that it is asked about beside itself. */
const fileBytes = 1024 * 1024;
/** The only folder in the jail that may be written. */
const jailFolder = "/tmp";

/**
 * The sets of walls that this machine may offer, strongest first: the same as around runners (server/sandbox/walls.ts).
 * Whether one stands is known when buf answers behind it.
 */
export function bufLaunches(): BufLaunch[] {
  const users = process.getuid?.() === 0 ? [nobody, undefined] : [undefined];
  const inJail = users.map((user) => launch(user, true)).filter((one) => one !== null);
  return [...inJail, ...users.map((user) => launch(user, false)).filter((one) => one !== null), unwalled()];
}

function launch(user: number | undefined, jailed: boolean): BufLaunch | null {
  const limits = prlimit({ data: dataBytes, file: fileBytes });
  const bubble = jailed ? jail() : null;
  if (jailed && bubble === null) return null;
  const binary = bubble === null ? findBufBinary() : "/buf";
  const [command = "", ...args] = [...(limits ?? []), ...(bubble ?? []), binary];
  const folder = scratchFolder(user);
  const walls = [
    ...(bubble === null ? [] : ["bubblewrap"]),
    ...(user === undefined ? [] : ["user"]),
    ...(limits === null ? [] : ["limits"]),
  ];
  return { walls, command, args, env: environment(folder, "/usr/bin:/bin"), cwd: folder, user };
}

function unwalled(): BufLaunch {
  const folder = scratchFolder(undefined);
  const env = environment(folder, "/usr/bin:/bin");
  return { walls: [], command: findBufBinary(), args: [], env, cwd: folder, user: undefined };
}

/** Of all files only buf, and an empty folder that goes away with it. */
function jail(): string[] | null {
  const binary = findBufBinary();
  const variables = Object.entries(environment(jailFolder, "/"));
  return bubblewrap({
    // `buf format` looks for `diff` even when it prints no difference.
    binds: { "/buf": binary, "/diff": binary },
    options: [
      ...["--tmpfs", jailFolder, "--chdir", jailFolder],
      ...variables.flatMap(([name, value]) => ["--setenv", name, value]),
    ],
  });
}

/** Nothing of the server's own. */
function environment(folder: string, programs: string): Record<string, string> {
  return { NODE_ENV: "production", PATH: programs, HOME: folder, BUF_CACHE_DIR: folder, TMPDIR: folder };
}

const scratch = new Map<number | undefined, string>();

/** An empty folder of this process, removed when it exits. */
function scratchFolder(user: number | undefined): string {
  const known = scratch.get(user);
  if (known !== undefined) return known;
  const folder = mkdtempSync(path.join(tmpdir(), "rpc-playground-buf-"));
  if (user !== undefined) chownSync(folder, user, user);
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  scratch.set(user, folder);
  return folder;
}

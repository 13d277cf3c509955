import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { asNobody, bubblewrap, prlimit } from "#server/wall-programs.ts";

const run = promisify(execFile);
const trialMs = 10_000;
/** Next's types ask for NODE_ENV; esbuild gets no variable at all. */
const noVariables = {} as NodeJS.ProcessEnv;
/** Half of it is enough for 256 kB of the densest code; and what it says of a text has to fit in the rest. */
const dataBytes = 384 * 1024 * 1024;

/**
 * What starts esbuild behind the strongest walls of this machine behind which it answers: the same as around runners.
 * esbuild starts its process itself, and takes the path of the program from the variable `ESBUILD_BINARY_PATH` while it
 * loads. Null: it starts without walls.
 */
export async function esbuildLauncher(): Promise<string | null> {
  standing ??= firstThatStands();
  return (await standing)?.launcher ?? null;
}

/** Walls beyond a process of its own, for whoever starts the server. */
export async function esbuildWalls(): Promise<readonly string[]> {
  standing ??= firstThatStands();
  return (await standing)?.walls ?? [];
}

type Standing = { readonly launcher: string; readonly walls: readonly string[] };
let standing: Promise<Standing | null> | undefined;

/** Null: none stands, or the platform has none of them. */
async function firstThatStands(): Promise<Standing | null> {
  if (process.platform !== "linux") return null;
  const folder = mkdtempSync(path.join(tmpdir(), "rpc-playground-esbuild-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  for (const [index, { walls, words }] of esbuildCommands().entries()) {
    const launcher = path.join(folder, `esbuild-${index}`);
    // esbuild starts it with the server's own variables.
    const command = ["/usr/bin/env", "-i", ...words].map(quoted).join(" ");
    writeFileSync(launcher, `#!/bin/sh\nexec ${command} "$@"\n`, { mode: 0o755 });
    const answer = await run(launcher, ["--version"], { env: noVariables, timeout: trialMs }).catch(
      () => null,
    );
    if (answer !== null) return { launcher, walls };
  }
  return null;
}

export type EsbuildCommand = { readonly walls: readonly string[]; readonly words: readonly string[] };

/** Command lines of esbuild behind walls, strongest first. */
export function esbuildCommands(): EsbuildCommand[] {
  const binary = createRequire(import.meta.url).resolve(`@esbuild/linux-${process.arch}/bin/esbuild`);
  const jail = bubblewrap({
    binds: { "/esbuild": binary },
    options: ["--as-pid-1", ...["--dir", "/empty", "--chdir", "/empty"]],
  });
  const limits = prlimit({ data: dataBytes, file: 0 });
  const other = asNobody();
  const users = other === null ? [null] : [other, null];
  const behind = (user: string[] | null, bubble: string[] | null): EsbuildCommand => ({
    walls: [
      ...(bubble === null ? [] : ["bubblewrap"]),
      ...(user === null ? [] : ["user"]),
      ...(limits === null ? [] : ["limits"]),
    ],
    words: [...(user ?? []), ...(limits ?? []), ...(bubble ?? []), bubble === null ? binary : "/esbuild"],
  });
  const jailed = jail === null ? [] : users.map((user) => behind(user, jail));
  return [...jailed, ...users.map((user) => behind(user, null))];
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

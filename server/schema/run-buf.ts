import { spawn } from "node:child_process";
import { zipSync } from "fflate";
import { type BufLaunch, bufLaunches } from "./buf-walls.ts";
import { createSemaphore } from "./semaphore.ts";

export type ProtoText = { readonly path: string; readonly content: string };

export type BufResult =
  | {
      readonly kind: "ended";
      readonly exitCode: number | null;
      readonly stdout: Uint8Array;
      readonly stderr: string;
    }
  /** `crashed`: it died of the files, for example of the memory that it may use. */
  | { readonly kind: "timeout" | "aborted" | "tooLarge" | "crashed" };

const timeoutMs = 10_000;
const maxStdoutBytes = 32 * 1024 * 1024;
const maxStderrBytes = 256 * 1024;
/** A fixed configuration: a visitor's `buf.yaml` could name remote modules. */
const config = '{"version":"v2"}';
/** Of a program in Go that panics or finds no memory. */
const goCrash = 2;

/** The machine's two cores also serve everybody's calls. */
const slots = createSemaphore(2);
let standing: Promise<BufLaunch> | undefined;

/**
 * Runs one buf command over the files, which travel as a zip on stdin: nothing of a visitor's touches the disk, and
 * nothing of the environment reaches buf. More than 256 kB of complaints are cut off and end the process.
 */
export async function runBuf(
  command: readonly string[],
  files: readonly ProtoText[],
  signal?: AbortSignal,
): Promise<BufResult> {
  const release = await slots.acquire(signal);
  if (release === undefined) return { kind: "aborted" };
  try {
    if (signal?.aborted) return { kind: "aborted" };
    const launch = await bufBehindWalls();
    return await start(launch, withConfig(command), toZip(files), signal);
  } finally {
    release();
  }
}

/** The strongest walls behind which buf does its work, found once. */
export function bufBehindWalls(): Promise<BufLaunch> {
  standing ??= firstThatStands();
  return standing;
}

async function firstThatStands(): Promise<BufLaunch> {
  const launches = bufLaunches();
  const trial = [{ path: "trial.proto", content: 'syntax = "proto3";\n' }];
  for (const launch of launches) {
    const result = await start(launch, withConfig(["format", "-#format=zip"]), toZip(trial)).catch(
      () => null,
    );
    if (result?.kind === "ended" && result.exitCode === 0) return launch;
  }
  const [last] = launches.slice(-1);
  if (last === undefined) throw new Error("there is always one without walls");
  return last;
}

function withConfig(command: readonly string[]): string[] {
  return [...command, "--config", config, "--error-format=json"];
}

/** One run of buf behind these walls, with all its arguments. */
export function start(
  { command, args, env, cwd, user }: BufLaunch,
  words: readonly string[],
  stdin: Uint8Array,
  signal?: AbortSignal,
): Promise<BufResult> {
  const child = spawn(command, [...args, ...words], {
    cwd,
    // Next's types ask for NODE_ENV, which is among them.
    env: env as NodeJS.ProcessEnv,
    // A group of its own: bubblewrap and what it started end together.
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
    ...(user === undefined ? {} : { uid: user, gid: user }),
  });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  const seen = { stdout: 0, stderr: 0 };
  let cut: "timeout" | "aborted" | "tooLarge" | "enoughSaid" | undefined;
  const kill = (reason: NonNullable<typeof cut>) => {
    cut ??= reason;
    killGroup(child.pid);
  };
  const onAbort = () => kill("aborted");
  const timer = setTimeout(() => kill("timeout"), timeoutMs);
  signal?.addEventListener("abort", onAbort, { once: true });
  child.stdout.on("data", (chunk: Buffer) => {
    seen.stdout += chunk.length;
    if (seen.stdout > maxStdoutBytes) kill("tooLarge");
    else stdout.push(chunk);
  });
  child.stderr.on("data", (chunk: Buffer) => {
    seen.stderr += chunk.length;
    if (seen.stderr > maxStderrBytes) kill("enoughSaid");
    stderr.push(chunk);
  });
  child.stdin.on("error", () => {}); // It may have stopped reading; the exit code says why.
  child.stdin.end(stdin);
  return new Promise<BufResult>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exitCode) => {
      if (cut !== undefined && cut !== "enoughSaid") return resolve({ kind: cut });
      if (cut === undefined && (exitCode === null || exitCode === goCrash))
        return resolve({ kind: "crashed" });
      resolve({
        kind: "ended",
        exitCode,
        stdout: Buffer.concat(stdout),
        stderr: Buffer.concat(stderr).toString(),
      });
    });
  }).finally(() => {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onAbort);
  });
}

function toZip(files: readonly ProtoText[]): Uint8Array {
  return zipSync(Object.fromEntries(files.map((file) => [file.path, Buffer.from(file.content)])), {
    level: 0,
  });
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It went before us.
  }
}

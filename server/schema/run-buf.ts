import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { zipSync } from "fflate";
import { findBufBinary } from "./buf-binary.ts";
import { createSemaphore } from "./semaphore.ts";

export type ProtoText = { readonly path: string; readonly content: string };

export type BufResult =
  | {
      readonly kind: "ended";
      readonly exitCode: number | null;
      readonly stdout: Uint8Array;
      readonly stderr: string;
    }
  | { readonly kind: "timeout" | "aborted" | "tooLarge" };

const timeoutMs = 10_000;
const maxStdoutBytes = 32 * 1024 * 1024;
const maxStderrBytes = 256 * 1024;
/** A fixed configuration: a visitor's `buf.yaml` could name remote modules. */
const config = '{"version":"v2"}';

/** The machine's two cores also serve everybody's calls. */
const slots = createSemaphore(2);
let scratch: string | undefined;

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
    return await start([...command, "--config", config, "--error-format=json"], toZip(files), signal);
  } finally {
    release();
  }
}

function start(args: readonly string[], stdin: Uint8Array, signal?: AbortSignal): Promise<BufResult> {
  const folder = scratchFolder();
  const child = spawn(findBufBinary(), args, {
    cwd: folder,
    // `buf format` looks for `diff` even when it prints no difference.
    env: {
      NODE_ENV: "production",
      PATH: "/usr/bin:/bin",
      HOME: folder,
      BUF_CACHE_DIR: folder,
      TMPDIR: folder,
    },
    stdio: ["pipe", "pipe", "pipe"],
  });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  const seen = { stdout: 0, stderr: 0 };
  let cut: "timeout" | "aborted" | "tooLarge" | "enoughSaid" | undefined;
  const kill = (reason: NonNullable<typeof cut>) => {
    cut ??= reason;
    child.kill("SIGKILL");
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

/** An empty folder of this process, removed when it exits. */
function scratchFolder(): string {
  if (scratch !== undefined) return scratch;
  const folder = mkdtempSync(path.join(tmpdir(), "rpc-playground-buf-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  scratch = folder;
  return folder;
}

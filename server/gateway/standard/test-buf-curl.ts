import { execFile } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBufBinary } from "#server/schema/buf-binary.ts";

export type BufCurlResult = { readonly exitCode: number; readonly stdout: string; readonly stderr: string };

const home = mkdtempSync(join(tmpdir(), "buf-curl-"));

/** Runs the real `buf curl`, without a schema of its own: it asks reflection, as a stranger would. */
export function bufCurl(args: readonly string[], input = ""): Promise<BufCurlResult> {
  return new Promise((resolve) => {
    const child = execFile(
      findBufBinary(),
      ["curl", ...args],
      {
        cwd: home,
        env: { NODE_ENV: "test", HOME: home, BUF_CACHE_DIR: home, PATH: "/usr/bin:/bin" },
        timeout: 60_000,
      },
      (error, stdout, stderr) => {
        const exitCode = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
        resolve({ exitCode, stdout, stderr });
      },
    );
    child.stdin?.end(input);
  });
}

/** The messages that it printed, one JSON value after the other. */
export function printed(stdout: string): unknown[] {
  return stdout
    .trim()
    .split(/\n(?=[{["])/)
    .filter((text) => text !== "")
    .map((text) => JSON.parse(text) as unknown);
}

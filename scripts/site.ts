import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { findChromium } from "./find-chromium.ts";

export type Site = { readonly origin: string; readonly browser: Browser; close(): Promise<void> };

/** The address that the server's one `ready` line names. */
function untilReady(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.on("data", (chunk: Buffer) => {
      const origin = /^ready (\S+)/m.exec(chunk.toString())?.[1];
      if (origin !== undefined) resolve(origin);
    });
    child.once("exit", (code) => reject(new Error(`the server ended with ${code} before it was ready`)));
  });
}

/** Starts the real server on a port of its own, and a browser beside it. The caller closes both. */
export async function openSite(): Promise<Site> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error("No Chromium: install one or set CHROMIUM_PATH.");
  const dataDir = mkdtempSync(join(tmpdir(), "rpc-playground-site-"));
  const child = spawn(process.execPath, ["server/main.ts"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      PORT: "0",
      DATA_DIR: dataDir,
      LOG_LEVEL: "error",
    },
  });
  const origin = await untilReady(child);
  const browser = await chromium.launch({
    executablePath,
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
  return {
    origin,
    browser,
    close: async () => {
      await browser.close();
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Presses Run for one experiment and waits until the run is over. */
export async function runExperiment(page: Page, experiment: string): Promise<void> {
  await page.getByLabel(/^(Experiment|实验)$/).selectOption(experiment);
  await page.keyboard.press("ControlOrMeta+Enter");
  await page.getByRole("button", { name: /^(Stop|停止)/ }).waitFor();
  await page.getByRole("button", { name: /^(Run|运行)/ }).waitFor({ timeout: 70_000 });
}

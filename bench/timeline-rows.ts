import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "@playwright/test";
import { toRecordFile } from "#lib/record/record-file.ts";
import { scenarioRecord } from "#lib/timeline/build-records.ts";
import { findChromium } from "#scripts/find-chromium.ts";
import { startProcess } from "./server-process.ts";
import { median, milliseconds, percentile, type Row } from "./table.ts";

const sizes = [
  { calls: 1_000, aim: "16.7 ms" },
  { calls: 10_000, aim: "p95 ≤ 16.7 ms" },
  { calls: 100_000, aim: "p95 ≤ 33 ms" },
] as const;
const frames = 120;

/** Frame times of the real timeline in a real browser (software raster) while it is zoomed and panned. */
export async function timelineRows(): Promise<Row[]> {
  const executablePath = findChromium();
  if (executablePath === undefined) return [];
  const server = await startProcess(["server/main.ts"]);
  const browser = await chromium.launch({
    executablePath,
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
  try {
    const rows: Row[] = [];
    for (const size of sizes) rows.push(await frameRow(browser, server.origin, size.calls, size.aim));
    return rows;
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function frameRow(browser: Browser, origin: string, calls: number, aim: string): Promise<Row> {
  const record = scenarioRecord({
    calls,
    serviceUs: 2_000,
    roundTripUs: 800,
    workers: 10,
    kind: "concurrent",
    spreadUs: 210,
  });
  const path = join(tmpdir(), `rpc-playground-bench-${calls}.json`);
  writeFileSync(path, toRecordFile(record));
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${origin}/en/play`, { waitUntil: "networkidle" });
  await page.locator('input[type="file"]').setInputFiles(path);
  await page
    .getByTestId("run-summary")
    .getByText(new RegExp(calls.toLocaleString("en")))
    .first()
    .waitFor();
  const surface = page.locator('[role="application"]').first();
  await surface.waitFor();
  await surface.focus();
  const times = await page.evaluate(async (count) => {
    const target = document.querySelector('[role="application"]');
    const keys = ["w", "w", "w", "d", "d", "d", "d", "a", "a", "s", "s", "s"];
    const gaps: number[] = [];
    let last = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
    for (let i = 0; i < count; i += 1) {
      target?.dispatchEvent(
        new KeyboardEvent("keydown", { key: keys[i % keys.length] ?? "d", bubbles: true, cancelable: true }),
      );
      const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      gaps.push(now - last);
      last = now;
    }
    return gaps;
  }, frames);
  await page.close();
  return {
    what: `timeline frame while zooming and panning, ${calls.toLocaleString("en")} attempts`,
    ours: `p50 ${milliseconds(median(times))}, p95 ${milliseconds(percentile(times, 0.95))} (n = ${times.length})`,
    comparison: "",
    ratio: "",
    aim,
  };
}

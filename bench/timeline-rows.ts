import { type Browser, chromium } from "@playwright/test";
import { findChromium } from "#scripts/find-chromium.ts";
import { startProcess } from "./server-process.ts";
import { median, milliseconds, percentile, type Row } from "./table.ts";
import { frameTimes, mountTimes, openTimeline, playTimes, slowDown, throttle } from "./timeline-page.ts";

type Size = {
  readonly calls: number;
  readonly mountAim: string;
  readonly frameAim: string;
};

const sizes: readonly Size[] = [
  { calls: 1_000, mountAim: "p50 ≤ 100 ms", frameAim: "p95 ≤ 16.7 ms" },
  { calls: 10_000, mountAim: "p50 ≤ 150 ms", frameAim: "p95 ≤ 16.7 ms" },
  { calls: 100_000, mountAim: "", frameAim: "p95 ≤ 33 ms" },
];
const mounts = 12;
const frames = 240;
const playMs = 4_000;

/**
 * The real timeline in a real browser (software raster) whose processor is slowed down: how long it takes to appear, its
 * frames while it is zoomed and panned, and its longest task while it plays. Frames are not held back to the screen's
 * rate, so that a frame time is what the frame cost.
 */
export async function timelineRows(): Promise<Row[]> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    return [
      { what: "timeline frames", ours: "no Chromium: set CHROMIUM_PATH", comparison: "", ratio: "", aim: "" },
    ];
  }
  const server = await startProcess(["server/main.ts"]);
  const browser = await chromium.launch({
    executablePath,
    args: [
      "--disable-frame-rate-limit",
      "--disable-gpu-vsync",
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ],
  });
  try {
    const rows: Row[] = [];
    for (const size of sizes) rows.push(...(await rowsOf(browser, server.origin, size)));
    return rows;
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function rowsOf(browser: Browser, origin: string, { calls, mountAim, frameAim }: Size): Promise<Row[]> {
  const page = await openTimeline(browser, origin, calls);
  await slowDown(page, throttle);
  const mount = await mountTimes(page, mounts);
  const drawn = await frameTimes(page, frames);
  const { frames: played, longTasks } = await playTimes(page, "Play", playMs);
  await page.close();
  const of = `${calls.toLocaleString("en")} attempts, ${throttle}× throttled`;
  const longest = longTasks.length === 0 ? "none over 50 ms" : milliseconds(Math.max(...longTasks));
  return [
    row(`timeline appears, ${of}`, figures(mount), mountAim),
    row(`timeline frame while zooming and panning, ${of}`, figures(drawn), frameAim),
    row(`timeline while playing, ${of}`, `${figures(played)}; longest task ${longest}`, "no task > 50 ms"),
  ];
}

function figures(times: readonly number[]): string {
  const p50 = milliseconds(median(times));
  return `p50 ${p50}, p95 ${milliseconds(percentile(times, 0.95))} (n = ${times.length})`;
}

function row(what: string, ours: string, aim: string): Row {
  return { what, ours, comparison: "", ratio: "", aim };
}

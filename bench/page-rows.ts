import { availableParallelism, loadavg } from "node:os";
import { gzipSync } from "node:zlib";
import { type Browser, chromium, type Page } from "@playwright/test";
import { findChromium } from "#scripts/find-chromium.ts";
import { startProcess } from "./server-process.ts";
import { median, milliseconds, percentile, type Row } from "./table.ts";

const clicks = 12;
const loads = 8;
/** What has not come by then will not come: the bench says so instead of waiting for ever. */
const patienceMs = 30_000;

/** What a visitor waits for, in a real browser: scripts before the editor, the editor, the first bar after Run. */
export async function pageRows(): Promise<Row[]> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    return [
      { what: "page figures", ours: "no Chromium: set CHROMIUM_PATH", comparison: "", ratio: "", aim: "" },
    ];
  }
  const server = await startProcess(["server/main.ts"], {
    PLAYGROUND_LIMITS: JSON.stringify({ deploymentsPerMinute: 100_000 }),
  });
  const browser = await chromium.launch({
    executablePath,
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
  try {
    return [
      await scriptRow(server.origin, "/en"),
      await scriptRow(server.origin, "/en/play"),
      await featureRow(browser, server.origin),
      await editorRow(browser, server.origin),
      await firstBarRow(browser, server.origin),
    ];
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** The scripts that the document itself names; what the page loads later (editor, views) does not count. */
async function scriptRow(origin: string, path: string): Promise<Row> {
  const html = await (await fetch(`${origin}${path}`)).text();
  // Browsers of today skip `nomodule` scripts.
  const tags = [...html.matchAll(/<script[^>]+src="([^"]+)"[^>]*>/gi)].filter(
    ([tag]) => !/nomodule/i.test(tag),
  );
  const sources = new Set(tags.map(([, source]) => source ?? ""));
  let bytes = 0;
  for (const source of sources) {
    const script = await (await fetch(new URL(source, origin))).arrayBuffer();
    bytes += gzipSync(new Uint8Array(script)).length;
  }
  return {
    what: `first-load JS of ${path}, gzip`,
    ours: `${(bytes / 1000).toFixed(0)} kB in ${sources.size} files`,
    comparison: "",
    ratio: "",
    aim: "≤ 170 kB",
  };
}

/** All scripts that arrive until Run can be pressed, the editor's own left out. */
async function featureRow(browser: Browser, origin: string): Promise<Row> {
  const page = await browser.newPage();
  const scripts: Promise<number>[] = [];
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    if (!pathname.endsWith(".js") || pathname.startsWith("/monaco/") || pathname.startsWith("/run/")) return;
    scripts.push(response.body().then((body) => gzipSync(body).length));
  });
  await page.goto(`${origin}/en/play`);
  await page.getByRole("button", { name: "Run", exact: true, disabled: false }).waitFor();
  const sizes = await Promise.all(scripts);
  await page.close();
  return {
    what: "all JS of /en/play until Run is usable, without editor and sandbox, gzip",
    ours: `${(sizes.reduce((sum, size) => sum + size, 0) / 1000).toFixed(0)} kB in ${sizes.length} files`,
    comparison: "",
    ratio: "",
    aim: "",
  };
}

async function editorRow(browser: Browser, origin: string): Promise<Row> {
  const cold: number[] = [];
  const warm: number[] = [];
  // Starting an editor is work for every core: beside others the figure is theirs, too.
  const load = `load ${(loadavg()[0] ?? 0).toFixed(1)} on ${availableParallelism()} cores before`;
  for (let i = 0; i < loads; i += 1) {
    const context = await browser.newContext();
    const page = await context.newPage();
    cold.push(await editorReady(page, origin));
    warm.push(await editorReady(page, origin));
    await context.close();
  }
  return {
    what: "navigation to interactive editor",
    ours: `p50 ${milliseconds(median(cold))} cold, ${milliseconds(median(warm))} warm cache (n = ${loads})`,
    comparison: load,
    ratio: "",
    aim: "≤ 1.5 s cold",
  };
}

async function editorReady(page: Page, origin: string): Promise<number> {
  await page.goto(`${origin}/en/play`);
  return await page.evaluate(
    (patienceMs) =>
      new Promise<number>((resolve, reject) => {
        const look = () => {
          const mark = performance.getEntriesByName("editor-ready")[0];
          if (mark !== undefined) resolve(mark.startTime);
          else if (performance.now() > patienceMs) reject(new Error("the editor did not come"));
          else setTimeout(look, 5);
        };
        look();
      }),
    patienceMs,
  );
}

async function firstBarRow(browser: Browser, origin: string): Promise<Row> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${origin}/en/play`, { waitUntil: "networkidle" });
  await page.getByLabel("Experiment").selectOption("allAtOnce");
  const times: number[] = [];
  for (let i = 0; i < clicks + 2; i += 1) {
    const ms = await page.evaluate(async (patienceMs) => {
      const button = [...document.querySelectorAll("button")].find((each) =>
        each.textContent?.startsWith("Run"),
      );
      const before = performance.getEntriesByName("first-bar").length;
      const began = performance.now();
      button?.click();
      while (performance.getEntriesByName("first-bar").length === before) {
        if (performance.now() - began > patienceMs) throw new Error("no bar came after Run");
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      return (performance.getEntriesByName("first-bar").at(-1)?.startTime ?? 0) - began;
    }, patienceMs);
    if (i >= 2) times.push(ms);
    await page.getByRole("button", { name: /^Run/ }).waitFor();
  }
  await page.close();
  return {
    what: "Run click to first bar on screen, warm",
    ours: `p50 ${milliseconds(median(times))}, p95 ${milliseconds(percentile(times, 0.95))} (n = ${times.length})`,
    comparison: "",
    ratio: "",
    aim: "p50 ≤ 150 ms",
  };
}

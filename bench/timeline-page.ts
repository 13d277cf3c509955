import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "@playwright/test";
import { toRecordFile } from "#lib/record/record-file.ts";
import { scenarioRecord } from "#lib/timeline/build-records.ts";

/** How much slower the bench makes the browser's processor: a phone, or an old laptop. */
export const throttle = 4;

/** The real playground with a calculated record of `calls` attempts on its timeline, unthrottled. The caller closes it. */
export async function openTimeline(browser: Browser, origin: string, calls: number): Promise<Page> {
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
  await page.locator('[role="application"]').first().waitFor();
  return page;
}

/** Slows the page's processor down by `rate`; 1 is its own speed again. */
export async function slowDown(page: Page, rate: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate });
  await session.detach();
}

/** From the press of the tab to the frame after the first drawing, ms, `times` times. */
export function mountTimes(page: Page, times: number): Promise<number[]> {
  return page.evaluate(async (count) => {
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    const press = (name: string) => {
      const tab = [...document.querySelectorAll('[role="tab"]')].find((each) => each.textContent === name);
      tab?.dispatchEvent(new MouseEvent("mousedown", { bubbles: true, button: 0 }));
    };
    const isShown = () => document.querySelector('[role="application"]') !== null;
    const found: number[] = [];
    for (let i = 0; i < count; i += 1) {
      press("Console");
      while (isShown()) await frame();
      await frame();
      const began = performance.now();
      press("Timeline");
      while (!isShown()) await frame();
      await frame();
      found.push(performance.now() - began);
    }
    return found;
  }, times);
}

/** Frame times while the picture is zoomed and panned by keys, one key a frame, ms. */
export function frameTimes(page: Page, frames: number): Promise<number[]> {
  return page.evaluate(async (count) => {
    const target = document.querySelector<HTMLElement>('[role="application"]');
    target?.focus();
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
}

export type PlayTimes = { readonly frames: readonly number[]; readonly longTasks: readonly number[] };

/** Frame times and tasks over 50 ms (W3C Long Tasks) while `begin` is pressed and `forMs` go by, ms. */
export function playTimes(page: Page, begin: string, forMs: number): Promise<PlayTimes> {
  return page.evaluate(
    async ([name, lengthMs]) => {
      const longTasks: number[] = [];
      const observer = new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) longTasks.push(duration);
      });
      const button = [...document.querySelectorAll("button")].find(
        (each) => each.getAttribute("aria-label") === name || each.textContent?.startsWith(name),
      );
      button?.click();
      // The press itself draws the first frame: what follows is the playing.
      let last = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      observer.observe({ type: "longtask" });
      const frames: number[] = [];
      const until = performance.now() + lengthMs;
      while (performance.now() < until) {
        const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
        frames.push(now - last);
        last = now;
      }
      observer.disconnect();
      return { frames, longTasks };
    },
    [begin, forMs] as const,
  );
}

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { PlaygroundPage } from "./playground-page.ts";

const run = promisify(execFile);
const surface = (page: Page) => page.getByRole("application");

/** Titles of the panels from top to bottom, as drawn above the canvas. */
async function panelTitles(page: Page): Promise<string[]> {
  return await page.locator("svg text").evaluateAll((texts) =>
    texts
      .map((text) => ({ words: text.textContent ?? "", y: text.getBoundingClientRect().top }))
      .filter(({ words }) => /Blocking, one after another$|All at once$/.test(words))
      .sort((a, b) => a.y - b.y)
      .map(({ words }) => words.replace(/^.*· /, "")),
  );
}

/** The recorded pair that the page arrives with. */
async function openRecorded(page: Page, path = "/en/play"): Promise<void> {
  await page.goto(path);
  if ((page.viewportSize()?.width ?? 0) < 900) await page.getByText(/^(Result|结果)$/).click();
  await expect(surface(page)).toBeVisible();
}

async function copied(page: Page, context: BrowserContext, name: string): Promise<string> {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name, exact: true }).click();
  return await page.evaluate(() => navigator.clipboard.readText());
}

test("the blocking run stands above although it came second; x swaps; the ratio is said once", async ({
  page,
}) => {
  await page.goto("/en/play");
  const playground = new PlaygroundPage(page);
  await playground.run("allAtOnce");
  await playground.run("blocking");
  await expect.poll(() => panelTitles(page)).toEqual(["Blocking, one after another", "All at once"]);

  const summary = page.getByTestId("run-summary");
  await expect(summary).toContainText(/Blocking, one after another \d\.\d\d s · All at once \d\.\d\d s/);
  await expect(page.getByTestId("run-ratio")).toHaveText(/^\d\.\d×$/);
  await expect(summary).toContainText("n = 1 pair, no interval");
  await expect(summary).toContainText("4 calls each, all answered; up to 1 against 4 at the same time.");
  await expect(summary).toContainText(/Client thread: blocked for \d\.\d\d s \(\d+%\) against \S/);
  await expect(summary).toContainText(/What set the length: one call at a time \(\d+% your handler\)/);
  const ratios = (await page.locator("[data-pane=result]").textContent())?.match(/\d\.\d×/g);
  expect(ratios).toHaveLength(1);

  await surface(page).focus();
  await page.keyboard.press("x");
  await expect.poll(() => panelTitles(page)).toEqual(["All at once", "Blocking, one after another"]);
  // The choice outlives a look at another tab.
  await playground.showTab("Calls");
  await playground.showTab("Timeline");
  await expect.poll(() => panelTitles(page)).toEqual(["All at once", "Blocking, one after another"]);
});

test("two runs lie over each other on request, and the one behind is named", async ({ page }) => {
  await openRecorded(page);
  await expect.poll(async () => (await panelTitles(page)).length).toBe(2);
  await page.getByRole("button", { name: "One over the other" }).click();
  await expect.poll(() => panelTitles(page)).toEqual(["All at once"]);
  await expect(page.getByTestId("timeline-ghost")).toContainText("Blocking, one after another");
  await surface(page).focus();
  await page.keyboard.press("x");
  await expect.poll(() => panelTitles(page)).toEqual(["Blocking, one after another"]);
  await expect(page.getByTestId("timeline-ghost")).toContainText("All at once");
  await page.getByRole("button", { name: "One above the other" }).click();
  await expect.poll(async () => (await panelTitles(page)).length).toBe(2);
});

test("notes are written, kept, changed, deleted and downloaded by keyboard, and are never markup", async ({
  page,
}) => {
  await openRecorded(page);
  await surface(page).focus();
  await page.keyboard.press("Home");
  await page.keyboard.press(".");
  await page.keyboard.press("m");
  const words = '<img src=x onerror="document.title=1"> 注意 &amp;';
  await page.keyboard.insertText(words);
  await page.keyboard.press("Enter");
  const notes = page.getByRole("region", { name: "Notes" });
  await expect(notes.getByRole("listitem")).toHaveCount(1);
  await expect(notes).toContainText(words);
  await expect(notes.locator("img")).toHaveCount(0);
  await expect(surface(page)).toBeFocused();

  await openRecorded(page);
  await expect(notes).toContainText(words);
  await notes.getByRole("button", { name: "Edit note 1" }).press("Enter");
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText("the first call leaves");
  await page.keyboard.press("Enter");
  await expect(notes).toContainText("the first call leaves");
  await expect(notes).not.toContainText("onerror");

  // The note is on the run that stands above: that one is shown, then downloaded.
  await page.getByLabel("Run", { exact: true }).selectOption({ index: 1 });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download record" }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  const file = JSON.parse(Buffer.concat(chunks).toString("utf8")) as { notes?: { text: string }[] };
  expect(file.notes?.map(({ text }) => text)).toEqual(["the first call leaves"]);

  await notes.getByRole("button", { name: "Delete note 1" }).press("Enter");
  await expect(notes.getByRole("listitem")).toHaveCount(0);
  await notes.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(notes.getByRole("listitem")).toHaveCount(1);
});

test("the moment of the playhead is the same in the timeline, the calls and the console", async ({
  page,
}) => {
  await openRecorded(page);
  const playground = new PlaygroundPage(page);
  const whole = await playground.calls();
  expect(whole).toHaveLength(4);
  await playground.showTab("Timeline");
  const slider = page.getByRole("slider", { name: "Time in the run" });
  await slider.focus();
  await page.keyboard.press("Home");
  for (let i = 0; i < 20; i++) await page.keyboard.press("]");
  // A fifth of four seconds: the concurrent calls are in their handlers, the first blocking one too.
  await expect(slider).toHaveAttribute("aria-valuetext", /All at once .*executing 4 · done 0/);
  const then = await playground.calls();
  await expect(page.getByText(/^At 8\d\d ms of 1\.\d\d s: as it was then\./)).toBeVisible();
  expect(then).toHaveLength(4);
  expect(then.every(({ startedUs, endedUs }) => startedUs > 0 && Number.isNaN(endedUs))).toBe(true);
  await page.getByRole("button", { name: "Show the whole run" }).click();
  expect(await playground.calls()).toEqual(whole);
  await playground.showTab("Timeline");
  await expect(slider).toHaveAttribute("aria-valuetext", /done 4/);
});

test("at the playhead the lines that await a call are marked in the program, of both runs", async ({
  page,
}) => {
  // High enough for all of client.ts: the editor draws the lines in sight only.
  await page.setViewportSize({ width: 1440, height: 2200 });
  await openRecorded(page);
  const playground = new PlaygroundPage(page);
  await playground.openFile("client.ts");
  await page.locator(".monaco-editor").first().waitFor();
  const marked = page.locator(".editor-marked-line");
  await expect(marked).toHaveCount(0);
  await page.getByRole("slider", { name: "Time in the run" }).focus();
  await page.keyboard.press("Home");
  for (let i = 0; i < 20; i++) await page.keyboard.press("]");
  await expect(marked).toHaveCount(2);
  // The concurrent run is over after a second, the blocking one is not.
  for (let i = 0; i < 20; i++) await page.keyboard.press("]");
  await expect(marked).toHaveCount(1);
});

test("the drawer gives a call as trace, curl and grpcurl, and both lines work", async ({ page, context }) => {
  await page.goto("/en/play");
  const playground = new PlaygroundPage(page);
  await playground.run("allAtOnce");
  await surface(page).focus();
  for (const key of ["ArrowDown", "ArrowDown", "ArrowRight", "Enter"]) await page.keyboard.press(key);
  await expect(page.getByText("Trace id")).toBeVisible();

  const otlp = JSON.parse(await copied(page, context, "Copy as OTLP")) as {
    resourceSpans: { scopeSpans: { spans: { traceId: string; kind: number }[] }[] }[];
  };
  const spans = otlp.resourceSpans[0]?.scopeSpans[0]?.spans ?? [];
  expect(spans.map(({ kind }) => kind).slice(0, 2)).toEqual([3, 2]);
  await expect(page.getByText(spans[0]?.traceId ?? "none")).toBeVisible();

  const curl = await copied(page, context, "Copy as curl");
  const { stdout } = await run("sh", ["-c", `${curl} --silent`]);
  expect(JSON.parse(stdout)).toEqual({ message: expect.stringMatching(/^Hello, .+!$/) });

  // The words of the line, given to buf's gRPC client: the same metadata, for reflection too, message, address and method.
  const grpcurl = await copied(page, context, "Copy as grpcurl");
  const { stdout: printed } = await run("sh", ["-c", `set -- ${grpcurl}\nprintf '%s\\n' "$@"`]);
  const [, plaintext, header, deployment, data, message, target, method] = printed.split("\n");
  expect([plaintext, header, data]).toEqual(["-plaintext", "-H", "-d"]);
  const buf = await run("node_modules/.bin/buf", [
    ...["curl", "--protocol", "grpc", "--http2-prior-knowledge", "--reflect-header", deployment ?? ""],
    ...["-H", deployment ?? "", "-d", message ?? "", `http://${target}/${method}`],
  ]);
  expect(JSON.parse(buf.stdout)).toEqual(JSON.parse(stdout));
});

for (const [width, height, zoom] of [
  [720, 450, "200 %"],
  [1280, 450, "a low window"],
  [320, 225, "400 %"],
] as const) {
  test(`at ${width} × ${height} px (${zoom}) the timeline can have half the window`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await openRecorded(page);
    const seen = await surface(page).evaluate((element) => {
      element.scrollIntoView({ block: "start" });
      const { left, width } = element.getBoundingClientRect();
      let pixels = 0;
      for (let y = 0; y < innerHeight; y++) {
        const top = document.elementFromPoint(left + width / 2, y);
        if (top === element || element.parentElement?.contains(top)) pixels += 1;
      }
      return pixels / innerHeight;
    });
    expect(seen).toBeGreaterThanOrEqual(0.5);
    // Nothing scrolls sideways, neither the page nor what scrolls in it.
    const sideways = await surface(page).evaluate((element) => {
      let most = 0;
      for (let box = element.parentElement; box !== null; box = box.parentElement) {
        most = Math.max(most, box.scrollWidth - box.clientWidth);
      }
      return most;
    });
    expect(sideways).toBe(0);
  });
}

for (const [language, sentence] of [
  ["en", "What set the length:"],
  ["zh", "决定用时的是："],
] as const) {
  test(`on a phone the four sentences are above the fold (${language})`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await openRecorded(page, `/${language}/play`);
    const summary = page.getByTestId("run-summary");
    await expect(summary).toContainText(sentence);
    const box = await summary.boundingBox();
    expect((box?.y ?? 1_000) + (box?.height ?? 0)).toBeLessThan(740);
    await expect(page.getByTestId("timeline-ghost")).toBeVisible();
  });
}

test("who asked for less motion steps and scrubs, and nothing plays", async ({ browser }) => {
  const context = await browser.newContext({ reducedMotion: "reduce" });
  const page = await context.newPage();
  await openRecorded(page);
  await expect(page.getByRole("button", { name: "Play", exact: true })).toHaveCount(0);
  await surface(page).focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Space");
  const slider = page.getByRole("slider", { name: "Time in the run" });
  const after = await slider.getAttribute("aria-valuetext");
  await page.waitForTimeout(300);
  expect(await slider.getAttribute("aria-valuetext")).toBe(after);
  await context.close();
});

test("playing pauses when the timeline leaves the screen", async ({ page }) => {
  await openRecorded(page);
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await expect(page.getByRole("button", { name: "Pause", exact: true })).toBeVisible();
  await page.getByRole("tab", { name: "Calls", exact: true }).click();
  await page.getByRole("tab", { name: "Timeline", exact: true }).click();
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
});

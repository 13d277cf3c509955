import { readFileSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { PlaygroundPage } from "./playground-page.ts";

const path = "/en/lessons/one-after-another";
const folder = "lessons/02-waiting/01-one-after-another";

async function openLesson(page: Page, address = path): Promise<void> {
  await page.goto(address);
  await expect(page.locator("#run button:has(svg)")).toBeEnabled();
}

/** The chosen one of the runs in the results. */
function shownRun(page: Page) {
  return page.getByRole("combobox", { name: "Run", exact: true }).locator("option:checked");
}

/** Checks until the machine was not too busy to judge. */
async function check(page: Page): Promise<Record<string, string>> {
  for (let attempt = 0; attempt < 6; attempt += 1) {
    await page.getByRole("button", { name: /^Check (my code|again)$/ }).click();
    await expect(page.getByRole("button", { name: "Stop checking" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Check again" })).toBeVisible({ timeout: 60_000 });
    const rows = await page.locator("[data-goal]").all();
    const verdicts: Record<string, string> = {};
    for (const row of rows)
      verdicts[(await row.getAttribute("data-goal")) ?? ""] = (await row.getAttribute("data-verdict")) ?? "";
    if (!Object.values(verdicts).includes("cannotTell")) return verdicts;
  }
  throw new Error("this machine was too busy to judge");
}

test("without scripts the text, the code and the recorded run are there", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(path);
  await expect(page.locator("h1")).toHaveText("2.1 Five calls, one second");
  for (const beat of ["see", "predict", "run", "notice", "change"])
    await expect(page.locator(`section#${beat} h2`)).toBeVisible();
  await expect(page.getByText("export async function greetings")).toBeVisible();
  await expect(page.getByRole("img", { name: /greetings/ }).last()).toBeVisible();
  await expect(page.locator('link[rel="alternate"][hreflang="zh-CN"]')).toHaveAttribute(
    "href",
    /\/zh\/lessons\//,
  );
  await context.close();
});

test("a guess stays beside the measured run, and skipping it takes one click", async ({ page }) => {
  await openLesson(page);
  const predict = page.locator("#predict");
  await predict.getByLabel("Your guess in seconds").fill("1");
  await predict.getByRole("button", { name: "Keep this guess" }).first().click();
  await expect(predict.getByText("Your guess: 1.00 s")).toBeVisible();
  await predict.getByRole("slider", { name: "Call 2" }).focus();
  for (let step = 0; step < 10; step += 1) await page.keyboard.press("ArrowRight");
  await expect(predict.getByRole("slider", { name: "Call 2" })).toHaveAttribute(
    "aria-valuetext",
    /^1.00 s – 2.00 s$/,
  );
  await predict.getByRole("button", { name: "Keep this guess" }).first().click();
  await predict.getByRole("button", { name: "Skip this guess" }).click();
  await expect(predict.getByText("Skipped.")).toBeVisible();
  await page.locator("#run button:has(svg)").click();
  await expect(
    predict.getByText(/You guessed 1\.00 s\. Measured: 5\.\d+ s, 4\.\d+ s more than you guessed\./),
  ).toBeVisible();
  await expect(predict.getByText(/On average a bar’s ends were .* off/)).toBeVisible();
  await page.getByRole("link", { name: "中文" }).click();
  await expect(page.locator("#predict").getByText(/你猜的是 1\.00 s，实测 5\.\d+ s/)).toBeVisible();
});

test("in the other language one goes on reading where one was", async ({ page }) => {
  await openLesson(page);
  await page.locator("#notice").evaluate((beat) => beat.scrollIntoView({ block: "start" }));
  const steps = page.getByRole("navigation", { name: "Steps of this lesson" });
  await expect(steps.getByRole("link", { name: "Notice" })).toHaveAttribute("aria-current", "step");
  await page.getByRole("link", { name: "中文" }).click();
  await expect(page).toHaveURL(/\/zh\/lessons\/one-after-another#notice$/);
  await expect(page.locator("#notice h2")).toBeInViewport();
});

test("pins are on the spans, and words of the text outline what they speak of", async ({ page }) => {
  await openLesson(page);
  await expect(page.locator("[data-timeline-pin]")).toHaveCount(3);
  await page.locator("#see").getByRole("button", { name: "timeline" }).hover();
  await expect(page.locator("[data-point=timeline][data-pointed]")).toHaveCount(1);
  await page.locator("h1").hover();
  await expect(page.locator("[data-pointed]")).toHaveCount(0);
  const term = page.locator("#see").getByRole("button", { name: "workers" });
  await term.focus();
  await expect(page.getByRole("tooltip").filter({ hasText: "线程池" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("tooltip")).toHaveCount(0);
});

test("a wrong answer names the misconception and runs its disproof beside untouched code", async ({
  page,
}) => {
  await openLesson(page);
  const notice = page.locator("#notice");
  await notice.getByText("The server handles one call at a time.").click();
  await expect(notice.getByRole("status").filter({ hasText: "ten workers" })).toBeVisible();
  await notice.getByRole("button", { name: "Run the version that shows it" }).click();
  await expect(shownRun(page)).toContainText("Not your code", { timeout: 30_000 });
  await expect(page.getByRole("button", { name: "Reset the code" })).toBeDisabled();
});

test("pins stay on one's own run, and another program's run stands above it, in sight", async ({ page }) => {
  await openLesson(page, "/en/lessons/four-words");
  const notice = page.locator("#notice");
  const pins = page.locator("[data-timeline-pin]");
  await expect(pins).toHaveCount(4);
  const disprove = async (answer: string) => {
    await notice.getByText(answer).click();
    await notice.getByRole("button", { name: "Run the version that shows it" }).click();
    await expect(shownRun(page)).toContainText(answer.slice(0, -1), { timeout: 30_000 });
    await expect(page.locator("#run button:has(svg)", { hasText: /^Run/ })).toBeVisible({ timeout: 30_000 });
  };
  // Nothing on screen that they are about.
  await disprove("The server kept the client busy.");
  await expect(pins).toHaveCount(0);
  await expect(notice.getByText(/The run on screen is another one/)).toBeVisible();

  await page.locator("#run button:has(svg)").click();
  await expect(page.locator("#run").getByText("Your run is in the results.")).toBeVisible({
    timeout: 30_000,
  });
  await expect(pins).toHaveCount(4);
  const first = await pins.first().boundingBox();
  await disprove("Timers tick only between two calls.");
  await expect(pins).toHaveCount(4);
  await expect(notice.getByText(/The run on screen is another one/)).toHaveCount(0);
  // They have moved down with the run that they are on.
  const moved = await pins.first().boundingBox();
  expect(moved?.y ?? 0).toBeGreaterThan((first?.y ?? 0) + 50);
});

test("a run whose calls fail leaves the timeline where that of any other lesson is", async ({ page }) => {
  const top = async (address: string) => {
    await openLesson(page, address);
    await page.locator("#run button:has(svg)").click();
    await expect(page.locator("#run").getByText("Your run is in the results.")).toBeVisible({
      timeout: 30_000,
    });
    return (await page.locator("[data-point=timeline]").last().boundingBox())?.y ?? 0;
  };
  const usual = await top(path);
  expect(await top("/en/lessons/speak-in-errors")).toBeLessThanOrEqual(usual + 8);
  const failure = page.locator("summary", { hasText: "Your handler threw" });
  await expect(page.getByRole("button", { name: "server.ts, line 9" })).toBeHidden();
  await failure.click();
  await expect(page.getByRole("button", { name: "server.ts, line 9" })).toBeVisible();
});

test("every experiment of a lesson can be chosen before anything was changed", async ({ page }) => {
  await openLesson(page, "/en/lessons/fewer-round-trips");
  await page.getByLabel("Experiment", { exact: true }).selectOption("encrypted");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByTestId("run-summary").getByText(/4 calls/)).toBeVisible({ timeout: 30_000 });
});

test("the start is not there yet, a right program passes, and the way on takes the focus", async ({
  page,
}) => {
  test.setTimeout(240_000);
  await openLesson(page);
  const before = await check(page);
  expect(before.together).toBe("notYet");
  expect(before.once).toBe("passed");
  await expect(page.getByText(/Still a staircase/).first()).toBeVisible();
  await page.getByRole("button", { name: "Show the call that decides" }).first().click();
  await expect(shownRun(page)).toHaveText("Check · Greetings");

  await new PlaygroundPage(page).edit(
    "client.ts",
    readFileSync(`${folder}/right/start-then-loop/client.ts`, "utf8").replace(
      /^\s*(\/\/|\*) (en|zh): .*$/gm,
      "",
    ),
  );
  await expect(page.getByText("The code has changed since this check.")).toBeVisible();
  const after = await check(page);
  expect(new Set(Object.values(after))).toEqual(new Set(["passed"]));
  await expect(page.locator("a.lesson-next")).toBeFocused();

  await page.reload();
  await expect(page.getByText("5 of 5 goals")).toBeVisible();
  await page.goto("/en/lessons");
  await expect(page.locator("[data-mark=passed]")).toHaveCount(1);
  await expect(page.getByRole("link", { name: /^Continue where you were: 2\.1/ })).toBeVisible();
});

test("hints open one by one, and the solution is applied and undone", async ({ page }) => {
  test.setTimeout(180_000);
  await openLesson(page);
  const hints = page.locator("[data-point=hints]");
  await hints.getByRole("button", { name: "Show a hint" }).click();
  await expect(hints.getByText("Where to look")).toBeVisible();
  await expect(hints.getByRole("button", { name: "Next hint" })).toHaveAttribute("aria-disabled", "true");
  // An edit opens the next rung at once.
  await new PlaygroundPage(page).edit("client.ts", "// mine\n");
  await expect(hints.getByRole("button", { name: "Next hint" })).not.toHaveAttribute("aria-disabled");
  await hints.getByRole("button", { name: "Next hint" }).click();
  await expect(hints.getByText("The idea")).toBeVisible();
  await expect(hints.getByRole("button", { name: "Next hint" })).not.toHaveAttribute(
    "aria-disabled",
    "true",
    { timeout: 30_000 },
  );
  await hints.getByRole("button", { name: "Next hint" }).click();
  await expect(hints.getByRole("button", { name: "Show the solution" })).not.toHaveAttribute(
    "aria-disabled",
    "true",
    { timeout: 30_000 },
  );
  await hints.getByRole("button", { name: "Show the solution" }).click();
  await expect(page.getByText("What changes in client.ts")).toBeVisible();
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.locator(".view-lines").first()).toContainText("createClient");
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(page.locator(".view-lines").first()).toContainText("mine");
  await page.getByRole("button", { name: "Reset the code" }).click();
  await page.getByRole("button", { name: "Bring my code back" }).click();
  await expect(page.locator(".view-lines").first()).toContainText("mine");
});

test("the work is kept by lesson, and goes to the free playground as a draft that leads back", async ({
  page,
}) => {
  await openLesson(page);
  await new PlaygroundPage(page).edit("client.ts", "// from the lesson\n");
  await page.getByRole("button", { name: "Open in the playground" }).click();
  await expect(page).toHaveURL(/\/en\/play\?lesson=one-after-another/);
  await new PlaygroundPage(page).openFile("client.ts");
  await expect(page.locator(".view-lines").first()).toContainText("from the lesson");
  await page.getByRole("link", { name: /Back to the lesson/ }).click();
  await expect(page.locator(".view-lines").first()).toContainText("from the lesson");
  await page.goto("/zh/lessons/one-after-another");
  await expect(page.locator(".view-lines").first()).toContainText("from the lesson");
});

test("progress is exported, imported and merged; a broken file changes nothing", async ({
  page,
  browser,
}) => {
  await openLesson(page);
  await page.locator("#predict").getByLabel("Your guess in seconds").fill("3");
  await page.locator("#predict").getByRole("button", { name: "Keep this guess" }).first().click();
  await page.goto("/en/lessons");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export" }).click(),
  ]);
  const file = readFileSync(await download.path(), "utf8");
  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto("/en/lessons");
  const input = other.locator("input[type=file]");
  const give = (content: string) =>
    input.setInputFiles({
      name: "progress.json",
      mimeType: "application/json",
      buffer: Buffer.from(content),
    });
  await give("{");
  await expect(other.getByText("it is not JSON")).toBeVisible();
  await give(JSON.stringify({ ...JSON.parse(file), version: 9 }));
  await expect(other.getByText("the value at “version”")).toBeVisible();
  await expect(other.locator("[data-mark=begun]")).toHaveCount(0);
  await give(file);
  await expect(other.getByText("Imported: 1 lesson is known now.")).toBeVisible();
  await expect(other.locator("[data-mark=begun]")).toHaveCount(1);
  await context.close();
});

test("where the browser refuses storage, the lesson says so and still works", async ({ page }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("refused", "SecurityError");
    };
  });
  await openLesson(page);
  await page.locator("#predict").getByLabel("Your guess in seconds").fill("3");
  await page.locator("#predict").getByRole("button", { name: "Keep this guess" }).first().click();
  await expect(page.getByText(/allows no storage for this site/).first()).toBeVisible();
  await expect(page.getByText("Your guess: 3.00 s")).toBeVisible();
});

for (const language of ["en", "zh"] as const) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`lessons in ${language} and ${colorScheme} have no accessibility violation and a quiet console`, async ({
      browser,
    }) => {
      const context = await browser.newContext({ colorScheme });
      const page = await context.newPage();
      const problems: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error") problems.push(message.text());
      });
      page.on("pageerror", (error) => problems.push(String(error)));
      for (const address of [`/${language}/lessons`, `/${language}/lessons/one-after-another`]) {
        await page.goto(address);
        if (address.endsWith("another")) await page.locator(".monaco-editor .view-lines").first().waitFor();
        const { violations } = await new AxeBuilder({ page }).exclude(".monaco-editor").analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      }
      expect(problems).toEqual([]);
      await context.close();
    });
  }
}

test("a phone of 360 px shows text, code and result in turn, and Run stays within reach", async ({
  browser,
}) => {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  await openLesson(page);
  const sideways = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(await sideways()).toBe(0);
  await page.getByRole("region", { name: "Check" }).getByRole("button", { name: "Run" }).click();
  await expect(page.getByRole("radio", { name: "Result" })).toBeChecked();
  await expect(page.getByTestId("run-summary").getByText(/greetings: 5 calls/)).toBeVisible({
    timeout: 30_000,
  });
  expect(await sideways()).toBe(0);
  await page.getByText("Code", { exact: true }).click();
  await expect(page.getByRole("tab", { name: /client\.ts/ })).toBeVisible();
  expect(await sideways()).toBe(0);
  await context.close();
});

test("on a phone one comes back from the code to where one was reading", async ({ browser }) => {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  await openLesson(page);
  await page.locator("#change").evaluate((beat) => beat.scrollIntoView({ block: "start" }));
  await expect(page.locator("#change h2")).toBeInViewport();
  await page.getByText("Code", { exact: true }).click();
  await expect(page.locator("#change h2")).toBeHidden();
  await page.getByText("Read", { exact: true }).click();
  await expect(page.locator("#change h2")).toBeInViewport();
  await context.close();
});

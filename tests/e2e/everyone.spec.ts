import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { PlaygroundPage } from "./playground-page.ts";

const pages = [
  "/en",
  "/zh",
  "/en/play",
  "/zh/play",
  "/en/limits",
  "/zh/limits",
  "/zh/load",
  "/en/cost",
  "/zh/wire",
];

async function sidewaysScroll(page: Page): Promise<number> {
  return await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

for (const path of pages) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`${path} in ${colorScheme} has no accessibility violation and a quiet console`, async ({
      browser,
    }) => {
      const context = await browser.newContext({ colorScheme });
      const page = await context.newPage();
      const problems: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error") problems.push(message.text());
      });
      page.on("pageerror", (error) => problems.push(String(error)));
      const strangers: string[] = [];
      page.on("request", (request) => {
        const host = new URL(request.url()).hostname;
        if (!/^(127\.0\.0\.1|s\d+\.localhost)$/.test(host) && !request.url().startsWith("blob:"))
          strangers.push(request.url());
      });
      await page.goto(path);
      if (path.endsWith("/play")) await page.locator(".monaco-editor .view-lines").first().waitFor();
      const { violations } = await new AxeBuilder({ page }).exclude(".monaco-editor").analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      expect(problems).toEqual([]);
      expect(strangers).toEqual([]);
      await context.close();
    });
  }

  test(`${path} fits a phone of 360 px`, async ({ browser }) => {
    const context = await browser.newContext({
      viewport: { width: 360, height: 740 },
      hasTouch: true,
      isMobile: true,
    });
    const page = await context.newPage();
    await page.goto(path);
    await page.waitForLoadState("networkidle");
    expect(await sidewaysScroll(page)).toBe(0);
    if (path.endsWith("/play")) {
      const language = path.startsWith("/zh") ? "zh" : "en";
      const playground = new PlaygroundPage(page, language);
      await playground.run("allAtOnce");
      expect(await playground.calls()).toHaveLength(4);
      expect(await sidewaysScroll(page)).toBe(0);
      await expect(page.locator(".monaco-editor")).toHaveCount(0);
    }
    await context.close();
  });
}

test("the language follows the browser and the switch keeps the page", async ({ browser }) => {
  const context = await browser.newContext({ locale: "zh-CN" });
  const page = await context.newPage();
  await page.goto("/");
  await expect(page).toHaveURL(/\/zh$/);
  await page.goto("/zh/limits");
  await page.getByRole("link", { name: /English/ }).click();
  await expect(page).toHaveURL(/\/en\/limits$/);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await context.close();
});

test("the playground is usable by keyboard alone", async ({ page }) => {
  await page.goto("/en/play");
  await page.locator(".monaco-editor .view-lines").first().waitFor();
  await page.getByLabel("Experiment").focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Control+Enter");
  const playground = new PlaygroundPage(page);
  await expect(playground.stopButton).toBeVisible();
  await expect(playground.runButton).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "Run finished" })).toHaveCount(1);
});

test("without scripts the words and the code are readable", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto("/en/play");
  await expect(page.getByText("router.service")).toBeVisible();
  await page.goto("/en");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await context.close();
});

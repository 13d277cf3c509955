import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

const runButton = (page: Page) => page.locator("[data-cost-run]");
const stopButton = (page: Page) => page.locator("[data-cost-stop]");

async function open(page: Page, language = "en"): Promise<void> {
  await page.goto(`/${language}/cost`);
  await expect(runButton(page)).toBeEnabled();
}

/** One of the four beginnings that the page offers. */
async function begin(page: Page, name: RegExp, method: string): Promise<void> {
  await page.locator('[data-cost-state="empty"]').getByRole("button", { name }).click();
  await expect(page.getByLabel(/^(Method|方法)$/)).toHaveValue(method);
  await expect(runButton(page)).toBeEnabled();
}

async function sideways(page: Page): Promise<number> {
  return await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

test("a visitor measures how a handler grows: its chart, its verdict, its data, and never a wrong class", async ({
  page,
}) => {
  test.setTimeout(180_000);
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  await open(page);
  expect(await violations(page)).toEqual([]);
  await begin(page, /^Quadratic/, "complexity.v1.Growth/Quadratic");
  await runButton(page).click();
  await expect(page.locator("[data-live]")).toBeVisible();
  await expect(page.locator('[data-cost-end="done"]')).toBeVisible({ timeout: 90_000 });

  for (const [metric, title] of [
    ["Processor", "T(n), processor time"],
    ["In the handler", "T(n), time in the handler"],
    ["Memory", "S(n), heap"],
  ] as const) {
    await page.getByRole("radio", { name: metric }).check({ force: true });
    const chart = page.getByRole("figure", { name: title });
    await expect(chart).toContainText("Across: n.");
    await expect(chart.locator("[data-size]").nth(8)).toBeAttached();
    const verdict = page.locator("[data-verdict]");
    await expect(verdict).toBeVisible();
    // On a busy machine it may say that it cannot tell; another class it may never name.
    if (metric !== "Memory" && (await verdict.getAttribute("data-verdict")) === "class")
      expect(await verdict.getAttribute("data-class")).toBe("n²");
  }
  await page.getByText("Show data").first().click();
  await expect(page.getByRole("region", { name: /S\(n\), heap/ })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  expect(problems).toEqual([]);
});

test("what the way costs, on a phone and in Chinese: a line for each way, and bytes", async ({ page }) => {
  test.setTimeout(180_000);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.emulateMedia({ colorScheme: "dark" });
  await open(page, "zh");
  expect(await sideways(page)).toBe(0);
  await begin(page, /^路上的代价/, "complexity.v1.Growth/Store");
  await runButton(page).click();
  await expect(page.locator('[data-cost-end="done"]')).toBeVisible({ timeout: 120_000 });
  await expect(page.locator("[data-line]")).toHaveCount(8);
  await expect(page.getByRole("figure", { name: /C\(n\)/ })).toContainText("横轴");
  await expect(page.getByText("模拟", { exact: false }).first()).toBeVisible();
  expect(await sideways(page)).toBe(0);
  expect(await violations(page)).toEqual([]);
});

test("a measurement stops at once by Escape, and keeps what it has", async ({ page }) => {
  await open(page);
  await begin(page, /^Linear/, "complexity.v1.Growth/Linear");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(stopButton(page)).toBeVisible();
  await expect(page.locator("[data-live]")).toContainText(/\bcalls?\b/, { timeout: 30_000 });
  await page.keyboard.press("Escape");
  await expect(page.locator('[data-cost-end="stopped"]')).toBeVisible({ timeout: 10_000 });
  await expect(runButton(page)).toBeEnabled();
});

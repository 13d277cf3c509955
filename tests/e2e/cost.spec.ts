import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { bytesOf, downloadBy, textOf } from "./downloads.ts";

const runButton = (page: Page) => page.locator("[data-run-button]");
const stopButton = (page: Page) => page.locator("[data-stop-button]");

async function open(page: Page, language = "en"): Promise<void> {
  await page.goto(`/${language}/cost`);
  await expect(runButton(page)).toBeEnabled();
}

/** One of the four beginnings that the page offers. */
async function begin(page: Page, name: RegExp, method: string): Promise<void> {
  await page.locator("[data-beginnings]").getByRole("button", { name }).click();
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

test("by keyboard alone: choose, measure, read the chart, and take it along as CSV, SVG and PNG", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await open(page);
  const tabTo = async (target: ReturnType<Page["locator"]>) => {
    for (let count = 0; count < 60; count += 1) {
      await page.keyboard.press("Tab");
      if (await target.evaluate((element) => element === document.activeElement)) return;
    }
    throw new Error("Tab does not lead there");
  };
  await tabTo(page.locator("[data-beginnings]").getByRole("button", { name: /^Linear/ }));
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Method")).toHaveValue("complexity.v1.Growth/Linear");

  await test.step("n doubles and halves by the arrow keys", async () => {
    const to = page.getByLabel("To n =");
    await to.focus();
    await page.keyboard.press("ArrowUp");
    await expect(to).toHaveValue("32768");
    await page.getByLabel("To n =").focus();
    await page.keyboard.press("ArrowDown");
    await expect(to).toHaveValue("16384");
  });
  const budget = page.getByRole("textbox", { name: "Time for it" });
  await budget.fill("5");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(page.locator('[data-cost-end="done"]')).toBeVisible({ timeout: 60_000 });

  const chart = page.getByRole("figure", { name: "T(n), processor time" });
  await test.step("the chart's own keys walk from size to size", async () => {
    await chart.locator("svg.recharts-surface").focus();
    await page.keyboard.press("ArrowRight");
    await expect(chart.locator(".recharts-tooltip-wrapper")).toContainText(/n = \d/);
  });

  await test.step("the metric is chosen by arrow keys", async () => {
    await page.getByRole("radio", { name: "Processor" }).focus();
    await page.keyboard.press("ArrowRight");
    await expect(page.getByRole("figure", { name: "T(n), time in the handler" })).toBeVisible();
    await page.keyboard.press("ArrowLeft");
    await expect(chart).toBeVisible();
  });

  const save = async (steps: number) => {
    await chart.getByRole("button", { name: /^Save this chart/ }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("menu")).toBeVisible();
    await expect(page.getByRole("menuitem").first()).toBeFocused();
    for (let step = 1; step <= steps; step += 1) {
      await page.keyboard.press("ArrowDown");
      // The menu moves its focus in a task of its own.
      await expect(page.getByRole("menuitem").nth(step)).toBeFocused();
    }
    return await downloadBy(page, () => page.keyboard.press("Enter"));
  };
  await test.step("CSV: every size with its calls and its fit", async () => {
    const download = await save(0);
    expect(download.suggestedFilename()).toBe("cpu-Linear.csv");
    const [head, ...rows] = (await textOf(download)).trim().split("\r\n");
    expect(head).toBe("n,calls,median_us,minimum_us,best_us,runner_up_us");
    expect(rows).toHaveLength(await chart.locator("[data-size]").count());
  });
  await test.step("SVG: stands alone, with its words; PNG: the same in pixels", async () => {
    const svg = await textOf(await save(1));
    expect(svg).toContain("Across: n.");
    expect(svg).not.toMatch(/var\(--|oklch/);
    const png = await bytesOf(await save(2));
    expect(png.subarray(1, 4).toString("latin1")).toBe("PNG");
    expect(png.readUInt32BE(16)).toBeGreaterThan(600);
  });
});

import { expect, type Page, test } from "@playwright/test";
import { PlaygroundPage } from "./playground-page.ts";

const runOptions = (page: Page) =>
  page
    .getByLabel(/^(Run|查看)$/)
    .locator("option")
    .filter({ hasText: /Run \d|次运行/ });

test("the runs of a visit outlive a reload and the switch of the language", async ({ page }) => {
  await page.goto("/en/play");
  const english = new PlaygroundPage(page);
  await english.run("blocking");
  await english.run("allAtOnce");
  const before = await english.calls();
  const summary = await page.getByTestId("run-summary").textContent();

  await page.reload();
  await expect(page.getByTestId("run-summary")).toHaveText(summary ?? "");
  expect(await english.calls()).toEqual(before);
  await expect(page.getByText("Code changed since this run")).toHaveCount(0);
  await expect(runOptions(page)).toHaveCount(2);

  await page.getByRole("link", { name: /中文/ }).click();
  await expect(page).toHaveURL(/\/zh\/play$/);
  const chinese = new PlaygroundPage(page, "zh");
  expect(await chinese.calls()).toEqual(before);
  await expect(page.getByText("这次运行之后代码已改动")).toHaveCount(0);
  await chinese.run("blocking");
  await expect(runOptions(page)).toHaveCount(3);
  await expect(runOptions(page).first()).toContainText("第 3 次运行");
});

test("a failed run keeps its card over a reload, and changed code marks it as of before", async ({
  page,
}) => {
  await page.goto("/en/play");
  const playground = new PlaygroundPage(page);
  await playground.edit(
    "client.ts",
    'export async function throwing() {\n  throw new RangeError("enough");\n}\n',
  );
  await expect(page.getByLabel("Experiment")).toContainText("throwing");
  await playground.run("throwing");
  await expect(page.locator('[data-failure="clientThrew"]')).toBeVisible();
  await page.reload();
  await expect(page.locator('[data-failure="clientThrew"]')).toContainText("enough");
  await playground.edit("client.ts", "export async function other() {}\n");
  await expect(page.locator('[data-failure="clientThrew"]')).toHaveCount(0);
  await expect(page.getByText("Code changed since this run").first()).toBeVisible();
});

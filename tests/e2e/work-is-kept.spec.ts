import { expect, test } from "@playwright/test";
import { PlaygroundPage } from "./playground-page.ts";

test("work survives a reload, and a second tab neither loses nor overwrites it", async ({ context }) => {
  const first = new PlaygroundPage(await context.newPage());
  await first.page.goto("/en/play");
  await first.edit("server.ts", "// first tab\n");
  await expect(first.page.getByText("Saved in this browser")).toBeVisible();
  await first.page.waitForTimeout(500);
  await first.page.reload();
  await first.openFile("server.ts");
  await expect(first.page.locator(".monaco-editor")).toContainText("// first tab");

  const second = new PlaygroundPage(await context.newPage());
  await second.page.goto("/en/play");
  await second.openFile("server.ts");
  await expect(second.page.locator(".monaco-editor")).toContainText("// first tab");
  await second.replaceText("// second tab\n");
  await second.page.waitForTimeout(500);
  await first.page.reload();
  await first.openFile("server.ts");
  await expect(first.page.locator(".monaco-editor")).toContainText("// first tab");
});

test("a result dims when the code changes and says so", async ({ page }) => {
  await page.goto("/en/play");
  const playground = new PlaygroundPage(page);
  await playground.run("allAtOnce");
  await expect(page.getByText("Code changed since this run")).toHaveCount(0);
  await playground.edit("server.ts", "// changed\n");
  await expect(page.getByText("Code changed since this run").first()).toBeVisible();
});

test("a record is downloaded, opened again and shows the same calls", async ({ page }) => {
  await page.goto("/en/play");
  const playground = new PlaygroundPage(page);
  await playground.run("allAtOnce");
  const before = await playground.calls();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download record" }).click(),
  ]);
  const path = await download.path();
  await page.reload();
  await page.locator('input[type="file"]').setInputFiles(path);
  await expect(page.getByTestId("run-summary")).toContainText("All at once");
  expect(await playground.calls()).toEqual(before);
});

test("a file that is no record is refused with its reason and changes nothing", async ({ page }) => {
  await page.goto("/en/play");
  await page.locator('input[type="file"]').setInputFiles({
    name: "x.json",
    mimeType: "application/json",
    buffer: Buffer.from('{"schemaVersion": 7}'),
  });
  await expect(page.getByText(/This file is not a run record/).first()).toBeVisible();
});

test("switching the language keeps a visitor's code, and an untouched starter comes in the new language", async ({
  page,
}) => {
  const playground = new PlaygroundPage(page);
  await page.goto("/en/play");
  await playground.openFile("client.ts");
  await expect(page.locator(".monaco-editor")).toContainText("one after another");
  await page.getByRole("link", { name: /中文/ }).click();
  await expect(page).toHaveURL(/\/zh\/play$/);
  await playground.openFile("client.ts");
  await expect(page.locator(".monaco-editor")).toContainText("阻塞");

  await playground.replaceText("// mine\n");
  await page.waitForTimeout(500);
  await page.getByRole("link", { name: /English/ }).click();
  await expect(page).toHaveURL(/\/en\/play$/);
  await playground.openFile("client.ts");
  await expect(page.locator(".monaco-editor")).toContainText("// mine");
});

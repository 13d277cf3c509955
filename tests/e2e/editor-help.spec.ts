import { expect, test } from "@playwright/test";
import { PlaygroundPage } from "./playground-page.ts";

test("the editor completes, explains, searches and lists its commands", async ({ page }) => {
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  await page.goto("/en/play");
  const playground = new PlaygroundPage(page);
  await playground.openFile("server.ts");
  const lines = page.locator(".monaco-editor .view-lines").first();
  await lines.click();

  await test.step("a name is completed from the visitor's own code", async () => {
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.type("\nslee");
    const row = page.locator(".suggest-widget.visible .monaco-list-row", { hasText: "sleep" });
    // The first answer waits until TypeScript's worker is up.
    await expect(async () => {
      await page.keyboard.press("Control+Space");
      await expect(row.first()).toBeVisible({ timeout: 2_000 });
    }).toPass({ timeout: 40_000 });
    await page.keyboard.press("Tab");
    await expect(lines).toContainText(/sleep\s*$/);
  });

  await test.step("the arguments of a call are shown", async () => {
    await page.keyboard.type("(");
    await expect(page.locator(".parameter-hints-widget.visible")).toContainText("ms: number");
    await page.keyboard.press("Escape");
  });

  await test.step("a name under the pointer tells its type", async () => {
    const word = page.locator(".view-line", { hasText: "router.service" }).locator("span > span").first();
    await expect(async () => {
      await page.mouse.move(5, 5);
      await word.hover();
      await expect(page.locator(".monaco-hover:not(.hidden)").first()).toContainText("ConnectRouter", {
        timeout: 2_000,
      });
    }).toPass({ timeout: 20_000 });
  });

  await test.step("search and the list of commands open", async () => {
    await lines.click();
    await page.keyboard.press("ControlOrMeta+F");
    await expect(page.locator(".find-widget.visible")).toBeVisible();
    await page.keyboard.press("Escape");
    await page.keyboard.press("F1");
    await expect(page.locator(".quick-input-widget .monaco-list-row").first()).toBeVisible();
    await page.keyboard.press("Escape");
  });
  expect(problems).toEqual([]);
});

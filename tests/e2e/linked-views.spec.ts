import { expect, type Page, test } from "@playwright/test";
import { PlaygroundPage } from "./playground-page.ts";

const rows = (page: Page) => page.locator("table tbody tr[data-call]");
const chip = (page: Page) => page.locator("[data-filter]");

/** Draws over part of an element with the pointer: fractions of its width and height. */
async function drag(
  page: Page,
  box: { x: number; y: number; width: number; height: number },
  part: number[],
) {
  const [fromX = 0, fromY = 0, toX = 1, toY = 1] = part;
  await page.mouse.move(box.x + box.width * fromX, box.y + box.height * fromY);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * ((fromX + toX) / 2), box.y + box.height * ((fromY + toY) / 2));
  await page.mouse.move(box.x + box.width * toX, box.y + box.height * toY);
  await page.mouse.up();
}

test("a stretch drawn in the timeline filters charts and table; clear brings all back", async ({ page }) => {
  await page.goto("/en/play");
  const playground = new PlaygroundPage(page);
  // One after another: the first quarter of the run has the first calls alone.
  await playground.run("awaiting");
  const timeline = page.getByRole("application");
  await timeline.scrollIntoViewIfNeeded();
  const box = await timeline.boundingBox();
  if (box === null) throw new Error("the timeline has no place");
  await page.keyboard.down("Shift");
  await drag(page, box, [0.25, 0.3, 0.4, 0.32]);
  await page.keyboard.up("Shift");
  await expect(page.locator("[data-timeline-region]")).toBeVisible();
  const inside = Number(await chip(page).getAttribute("data-filter"));
  expect(inside).toBeGreaterThan(0);

  await playground.showTab("Calls");
  const own = Number(await chip(page).getAttribute("data-filter"));
  expect(own).toBeGreaterThan(0);
  expect(own).toBeLessThan(4);
  await expect(rows(page)).toHaveCount(own);
  await expect(chip(page)).toContainText(`Filtered: ${own} of 4 calls`);
  await playground.showTab("Latency");
  await expect(page.locator("[data-start-surface]")).toHaveAttribute("data-start-surface", String(inside));
  await page.getByRole("button", { name: "clear" }).click();
  await expect(chip(page)).toHaveCount(0);
  await playground.showTab("Calls");
  await expect(rows(page)).toHaveCount(4);
});

test("calls drawn in the chart stand out in the timeline and are the table's rows; Esc ends it", async ({
  page,
}) => {
  await page.goto("/zh/play");
  const playground = new PlaygroundPage(page, "zh");
  await playground.run("awaiting");
  await playground.showTab("延迟");
  const plot = page.locator("[data-start-surface]");
  await plot.scrollIntoViewIfNeeded();
  const box = await plot.boundingBox();
  if (box === null) throw new Error("the plot has no place");
  await drag(page, box, [0.6, 0.02, 0.99, 0.98]);
  await expect(page.locator("[data-picked-calls]")).toBeVisible();
  await playground.showTab("调用");
  await rows(page).first().waitFor();
  const count = await rows(page).count();
  expect(count).toBeLessThan(4);
  await expect(chip(page)).toContainText(`已筛选：${count} / 4 次调用`);
  await playground.showTab("时间线");
  await expect(chip(page)).toBeVisible();
  await page.getByRole("application").focus();
  await page.keyboard.press("Escape");
  await expect(chip(page)).toHaveCount(0);
});

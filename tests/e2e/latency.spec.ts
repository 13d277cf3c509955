import { type Download, expect, type Page, test } from "@playwright/test";
import { bytesOf, downloadBy, textOf } from "./downloads.ts";
import { PlaygroundPage } from "./playground-page.ts";

const quick = `import type { ConnectRouter } from "@connectrpc/connect";
import { Greeter } from "./gen/greet_pb";

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export default (router: ConnectRouter) =>
  router.service(Greeter, {
    async sayHello(request) {
      await sleep(100);
      return { message: \`Hello, \${request.name}!\` };
    },
  });
`;

test("a visitor reads the latencies, compares two runs, selects calls and takes the data along", async ({
  page,
}) => {
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  await page.goto("/en/play");
  const playground = new PlaygroundPage(page);
  await playground.edit("server.ts", quick);
  await playground.run("blocking");
  await playground.setNumber("Calls", 25);
  await playground.run("allAtOnce");
  await playground.showTab("Latency");

  const figures = page.locator('section[data-run="a"]');
  await expect(figures).toContainText("n = 25 calls");
  await expect(figures).toContainText("needs 72 samples, has 25");
  await expect(figures).toContainText("needs 368 samples, has 25");
  // Four calls carry no median: no ratio is said.
  await expect(page.locator("[data-verdict]")).toHaveText(
    "Too few calls to compare medians: each run needs 6.",
  );
  await expect(page.getByText("Run B has 4 of the 20 calls needed for a shape")).toBeVisible();

  await test.step("hiding a run hides it in every chart", async () => {
    const surface = page.locator("[data-start-surface]");
    await expect(surface).toHaveAttribute("data-start-surface", "29");
    await page.locator("[data-legend]").getByRole("button", { name: /^B/ }).click();
    await expect(surface).toHaveAttribute("data-start-surface", "25");
    await expect(page.locator("[data-legend]").getByRole("button", { name: /^A/ })).toBeDisabled();
  });

  await test.step("the keyboard goes from call to call and selects", async () => {
    await page.locator("[data-start-surface]").focus();
    await page.keyboard.press("End");
    await expect(page.getByText("Enter or click: open in the timeline")).toBeVisible();
    await page.keyboard.press("Shift+Home");
    await expect(page.locator("[data-picked-calls]")).toHaveAttribute("data-picked-calls", "25");
    await expect(page.locator("rect[data-picked]").first()).toBeAttached();
    await page.keyboard.press("Escape");
    await expect(page.locator("[data-picked-calls]")).toHaveCount(0);
  });

  await test.step("dragging selects, and the slowest call opens in the table", async () => {
    await dragOver(page);
    await expect(page.locator("[data-picked-calls]")).toHaveAttribute("data-picked-calls", "25");
    await page.getByRole("button", { name: "Show in the table" }).click();
    await expect(page.locator("table tbody tr[data-selected]")).toHaveCount(1);
    await playground.showTab("Latency");
  });

  await test.step("each chart is a CSV with every call in it, and a picture", async () => {
    const csv = await textOf(await save(page, "Latency by start time", "Data (CSV)"));
    expect(csv.trim().split("\r\n")).toHaveLength(1 + 29);
    const svg = await textOf(await save(page, "How often each latency occurred", "Picture (SVG)"));
    expect(svg).toContain("<svg");
    expect(svg).not.toMatch(/var\(--|oklch/);
    const png = await bytesOf(await save(page, "How slow the slowest are", "Picture (PNG)"));
    expect(png.subarray(1, 4).toString("latin1")).toBe("PNG");
    expect(png.length).toBeGreaterThan(5_000);
  });

  await test.step("a call opens in the timeline", async () => {
    await page.locator("[data-start-surface]").focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("tab", { name: "Timeline" })).toHaveAttribute("aria-selected", "true");
    await expect(page.getByRole("heading", { name: /^Call \d+/ })).toBeVisible();
  });
  expect(problems).toEqual([]);
});

async function dragOver(page: Page): Promise<void> {
  const surface = page.locator("[data-start-surface]");
  await surface.scrollIntoViewIfNeeded();
  const box = await surface.boundingBox();
  if (box === null) throw new Error("the chart is not on screen");
  await page.mouse.move(box.x + 4, box.y + 4);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.move(box.x + box.width - 4, box.y + box.height - 4);
  await page.mouse.up();
}

async function save(page: Page, chart: string, kind: string): Promise<Download> {
  await page.getByRole("button", { name: `Save this chart: ${chart}` }).click();
  return await downloadBy(page, () => page.getByRole("menuitem", { name: kind }).click());
}

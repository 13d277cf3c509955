import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { bytesOf, downloadBy, textOf } from "./downloads.ts";
import { PlaygroundPage } from "./playground-page.ts";

const chosen = (page: Page) => page.locator("[data-chosen-words]");
const grid = (page: Page) => page.locator("[data-byte-grid]");
const treeRow = (page: Page, node: string) => page.locator(`[data-node-tree] [data-node="${node}"]`);
const litBytes = (page: Page) =>
  grid(page)
    .locator("[role=gridcell].wire-lit")
    .evaluateAll((cells) => cells.map((cell) => cell.textContent).join(" "));

async function openFirstCall(page: Page, words: { timeline: string; open: string }, language: "en" | "zh") {
  const playground = new PlaygroundPage(page, language);
  await playground.calls();
  await page.locator("tbody tr[data-call]").first().click();
  await playground.showTab(words.timeline);
  await page.getByRole("button", { name: words.open }).click();
}

async function barriers(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

test("bytes are off until one asks; then field 1 lights up in bytes, tree and JSON alike", async ({
  page,
}) => {
  await page.goto("/en/play");
  const playground = new PlaygroundPage(page);
  const words = { timeline: "Timeline", open: "Show the bytes of this call" };
  await playground.setNumber("Calls", 1);
  await playground.run("awaiting");
  await openFirstCall(page, words, "en");
  await expect(page.locator("[data-no-bytes=off]")).toBeVisible();
  await page.getByRole("button", { name: "Capture bytes from the next run on" }).click();
  await expect(page.getByText("Capturing is on")).toBeVisible();
  await page.keyboard.press("Escape");

  await playground.run("awaiting");
  await test.step("the table of calls opens the bytes of the call that is selected", async () => {
    await playground.calls();
    await page.locator("tbody tr[data-call] button").first().press("Enter");
    await page.getByRole("button", { name: words.open }).press("Enter");
    await expect(page.locator("[data-bytes-view]")).toBeVisible();
    await page.keyboard.press("Escape");
    await page.locator("tbody tr[data-call]").first().click();
  });
  await openFirstCall(page, words, "en");
  await expect(page.locator("[data-bytes-view]")).toBeVisible();
  await expect(page.getByText("as seen by the server")).toBeVisible();

  // `name = "caller 1"`: tag 0a, length 08, then the text.
  const field = "0a 08 63 61 6c 6c 65 72 20 31";
  await treeRow(page, "name").first().hover();
  await expect.poll(() => litBytes(page)).toBe(field);
  const json = page.locator('[data-json-pane] [data-json-path="$.name"]').first();
  await expect(json).toHaveClass(/wire-message/);
  await expect(chosen(page)).toContainText('name = "caller 1"');
  await expect(chosen(page)).toContainText("$.name");

  await chosen(page).hover();
  await expect.poll(() => litBytes(page)).toBe("");
  await json.hover();
  await expect.poll(() => litBytes(page)).toBe(field);
  await expect(treeRow(page, "name").first()).toHaveAttribute("data-lit", "true");

  // By keyboard alone: the first byte is the verb's, and the tree's own keys open what is closed.
  await grid(page).focus();
  await page.keyboard.press("ControlOrMeta+Home");
  await expect(chosen(page)).toContainText("Verb = POST");
  await page.locator("[data-node-tree]").focus();
  await page.keyboard.press("End");
  await expect(page.locator("[data-node-tree] [aria-selected=true]")).toBeVisible();
  const all = await page.locator("[data-layer-summary] p").allTextContents();
  expect(all).toHaveLength(2);
  for (const sum of all) {
    const [total = 0, ...parts] = [...sum.matchAll(/\d+/g)].map(Number);
    expect(parts.reduce((last, part) => last + part, 0)).toBe(total);
  }
  expect(await barriers(page)).toEqual([]);
});

test("one call over seven transports: every sum is the captured bytes, and gRPC shows its frames", async ({
  page,
}) => {
  await page.goto("/en/wire");
  await page.getByRole("button", { name: "Make the calls" }).click();
  await expect(page.locator("[data-phase=done]")).toBeVisible({ timeout: 60_000 });
  await expect(page.locator("[data-transports]")).toHaveAttribute("data-transports", "14");
  await expect(page.locator("[data-transport]")).toHaveCount(7);
  await expect(page.locator("[data-transport-reading]")).toContainText("On a warm connection");
  expect(await barriers(page)).toEqual([]);

  await test.step("the bars go along as CSV, SVG and PNG", async () => {
    const save = async (kind: string) => {
      await page.getByRole("button", { name: /^Save this chart: Bytes of one call by layer/ }).click();
      return await downloadBy(page, () => page.getByRole("menuitem", { name: kind }).click());
    };
    const csv = (await textOf(await save("Data (CSV)"))).trim().split("\r\n");
    expect(csv).toHaveLength(15);
    expect(csv[0]).toMatch(/^transport,call,request_framing_bytes,/);
    const svg = await textOf(await save("Picture (SVG)"));
    for (const words of [
      "On a warm connection",
      "gRPC · HTTP/2, first call",
      "HTTP framing",
      "layer-headers",
    ])
      expect(svg).toContain(words);
    expect(svg).not.toMatch(/var\(--|oklch/);
    const png = await bytesOf(await save("Picture (PNG)"));
    expect(png.subarray(1, 4).toString("latin1")).toBe("PNG");
    expect(png.readUInt32BE(16)).toBe(2 * 884);
  });

  await page.getByRole("button", { name: "Show the bytes of gRPC · HTTP/2, warm call" }).click();
  await expect(treeRow(page, "frame").first()).toBeVisible();
  await expect(page.locator("[data-node-tree]")).toContainText("DATA");
  // HPACK, field by field: what Node decoded stands at the bytes that said it.
  await treeRow(page, "hpack-header").filter({ hasText: ":method" }).hover();
  await expect(chosen(page)).toContainText(":method = POST");
  await expect.poll(() => litBytes(page)).toBe("83");
  await treeRow(page, "text").first().hover();
  await expect.poll(() => litBytes(page)).toMatch(/^0a /);
  expect(await barriers(page)).toEqual([]);
});

test("对比页在手机上不横向滚动，没有障碍，GET 不能用时会说明原因", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/zh/wire");
  await page.getByLabel("代码", { exact: true }).selectOption("greeter");
  await expect(page.getByLabel("方法", { exact: true })).toHaveValue("greet.v1.Greeter/SayHello");
  await page.getByRole("button", { name: "发出调用" }).click();
  await expect(page.locator("[data-transport=grpcWeb] button")).toHaveCount(2, { timeout: 60_000 });
  await expect(page.locator("[data-transport=connectGet]")).toContainText("NO_SIDE_EFFECTS");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("button", { name: /查看 Connect JSON · HTTP\/1.1 首次/ }).click();
  await expect(page.locator("[data-bytes-view]")).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  expect(await barriers(page)).toEqual([]);
});

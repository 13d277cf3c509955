import { expect, type Page, test } from "@playwright/test";
import { PlaygroundPage } from "./playground-page.ts";

async function rowsOf(page: Page) {
  const rows = page.locator("table tbody tr[data-call]");
  await rows.first().waitFor();
  return await rows.evaluateAll((elements) =>
    elements.map((row) => {
      const { caller, startedUs, endedUs, status } = (row as HTMLElement).dataset;
      const method = row.querySelector("[data-column=method]")?.textContent ?? "";
      return { caller, method, status, startedUs: Number(startedUs), endedUs: Number(endedUs) };
    }),
  );
}

async function startFrom(page: Page, title: string): Promise<void> {
  await page.getByRole("button", { name: /^(Start from|示例)$/ }).click();
  await page.getByRole("menuitemcheckbox", { name: new RegExp(`^${title}`) }).click();
  await expect(page.getByRole("tab", { name: /^shop\.proto/ })).toBeVisible();
}

test("a service that calls two others shows whom it called, in sequence and in parallel", async ({
  page,
}) => {
  await page.goto("/en/play");
  const playground = new PlaygroundPage(page);
  await startFrom(page, "Checkout");
  await playground.setNumber("Calls", 1);

  await playground.run("inSequence");
  await playground.showTab("Calls");
  const sequence = await rowsOf(page);
  expect(sequence.map(({ method, status }) => [method, status])).toEqual([
    ["Checkout/PlaceOrder", "OK"],
    ["Inventory/Reserve", "OK"],
    ["Price/GetPrice", "OK"],
  ]);
  expect(sequence.map(({ caller }) => caller)).toEqual([undefined, "0", "0"]);
  expect(sequence[2]?.startedUs).toBeGreaterThan(sequence[1]?.endedUs ?? Number.POSITIVE_INFINITY);
  await expect(page.getByText("1 attempt · 2 between services")).toBeVisible();

  // The same tree beside the timeline, and from there to any of its calls.
  await page.getByRole("button", { name: "Select call 1", exact: true }).click();
  await playground.showTab("Timeline");
  const hops = page.locator("[data-hops] [data-hop]");
  await expect(hops).toHaveCount(3);
  await expect(hops.nth(1)).toContainText("Inventory/Reserve");
  await hops.nth(2).click();
  await expect(page.getByRole("region", { name: "Call 2 between services" })).toContainText(
    "Made by the handler ofCall 1",
  );
  await expect(page.locator("svg text", { hasText: "1 call · 2 between services" }).first()).toBeAttached();

  await playground.run("inParallel");
  await playground.showTab("Calls");
  const parallel = await rowsOf(page);
  expect(parallel).toHaveLength(3);
  expect(parallel[2]?.startedUs).toBeLessThan(parallel[1]?.endedUs ?? 0);
});

test("a deadline that is passed on ends the work below; kept to oneself, it does not", async ({ page }) => {
  await page.goto("/zh/play");
  const playground = new PlaygroundPage(page, "zh");
  await startFrom(page, "结账");
  await playground.run("deadlinePassedOn");
  await playground.showTab("调用");
  const passed = await rowsOf(page);
  // The call below ends by its own deadline, or by the cancellation of the handler that made it: both are due at one time.
  const below = expect.stringMatching(/^(DEADLINE_EXCEEDED|CANCELLED)$/);
  expect(passed.map(({ status }) => status)).toEqual(["DEADLINE_EXCEEDED", "OK", below]);
  await playground.run("deadlineForgotten");
  await playground.showTab("调用");
  await expect
    .poll(async () => (await rowsOf(page)).map(({ status }) => status))
    .toEqual(["DEADLINE_EXCEEDED", "OK", "OK"]);
});

test("starting from another example opens a draft of its own; undo and the list of drafts have the work before", async ({
  page,
}) => {
  await page.goto("/en/play");
  const playground = new PlaygroundPage(page);
  await playground.edit("server.ts", "// my own work\n");
  await startFrom(page, "Checkout");
  await expect(page.locator(".monaco-editor").first()).toContainText("Checkout");
  const toast = page.getByText("“Checkout” is open here. Your code is kept among the drafts.", {
    exact: true,
  });
  await expect(toast).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.locator(".monaco-editor").first()).toContainText("my own work");

  await startFrom(page, "Checkout");
  await page.reload();
  await expect(page.getByRole("tab", { name: /^shop\.proto/ })).toBeVisible();
  await page.getByRole("button", { name: /1 other draft/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Open here" }).click();
  await expect(page.locator(".monaco-editor").first()).toContainText("my own work");
});

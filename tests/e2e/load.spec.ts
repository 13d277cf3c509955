import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { downloadBy, textOf } from "./downloads.ts";

/** Answers after 50 ms: many calls in little time. */
const quick = `import type { ConnectRouter } from "@connectrpc/connect";
import { Greeter } from "./gen/greet_pb";

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export default (router: ConnectRouter) =>
  router.service(Greeter, {
    async sayHello(request) {
      await sleep(50);
      return { message: \`Hello, \${request.name}!\` };
    },
  });
`;

/** Leaves a draft of the greeter, as the playground would have kept it in this tab. */
async function keepDraft(page: Page, server: string, language = "en"): Promise<void> {
  await page.goto(`/${language}/play`);
  await page.locator(".monaco-editor .view-lines").first().waitFor();
  await page.getByRole("tab", { name: /^server\.ts/ }).click();
  await page.locator(".monaco-editor").first().locator(".view-lines").click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText(server);
  await expect
    .poll(() => page.evaluate(() => Object.values(localStorage).some((kept) => kept.includes("sleep(50)"))))
    .toBe(true);
}

/** A plan of the form, field by field, as a visitor fills it in. */
async function setNumber(page: Page, label: string, value: number): Promise<void> {
  const field = page.getByRole("textbox", { name: label, exact: true });
  await field.fill(String(value));
  await field.press("Tab");
}

const runButton = (page: Page) => page.locator("[data-run-button]");
const stopButton = (page: Page) => page.locator("[data-stop-button]");

async function runToItsEnd(page: Page): Promise<void> {
  await runButton(page).click();
  await expect(stopButton(page)).toBeVisible();
  await expect(runButton(page)).toBeVisible({ timeout: 60_000 });
  await expect(page.locator("[data-load-end]")).toBeVisible();
}

/** A count of the strip: `due`, `sent`, `ok` … */
async function countOf(page: Page, name: string): Promise<number> {
  return Number(await page.locator(`[data-count="${name}"]`).getAttribute("data-value"));
}

async function sideways(page: Page): Promise<number> {
  return await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

test("a visitor loads their own handler, selects, takes the data along, stops a run and compares two", async ({
  page,
}) => {
  test.setTimeout(240_000);
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  await keepDraft(page, quick);
  await page
    .getByRole("navigation", { name: "Site" })
    .getByRole("link", { name: "Load", exact: true })
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Load test");
  await expect(page.getByLabel("Code", { exact: true })).toHaveValue("draft");
  await expect(page.getByLabel("Method")).toHaveValue("greet.v1.Greeter/SayHello");
  await setNumber(page, "Calls per second", 40);
  await setNumber(page, "Duration", 4);
  await expect(page.locator("[data-plan-says]").last()).toContainText(
    "Fires 40 calls a second for 4 s, at random moments drawn from seed 1: about 160 calls.",
  );

  await test.step("every call that was due is accounted for, and the figures say their n", async () => {
    await runToItsEnd(page);
    const [due, ok] = [await countOf(page, "due"), await countOf(page, "ok")];
    expect(due).toBeGreaterThan(100);
    expect(await countOf(page, "sent")).toBe(due);
    expect(ok).toBe(due);
    const figures = page.locator('section[data-run="a"]');
    await expect(figures).toContainText("p50 (median)");
    await expect(figures).toContainText(/n = \d+ calls/);
    await expect(page.locator('[data-notice="law"]')).toContainText("L = λ·W");
    await expect(page.locator('[data-notice="utilisation"]')).toContainText("Utilisation ρ =");
    // Each call has a row of the table, whatever the figures leave out.
    await expect(page.locator("[data-load-calls]")).toHaveAttribute("data-load-calls", String(ok));
  });

  await test.step("a single call is reached and opened by keyboard, and says where its time went", async () => {
    const first = page.locator("[data-call-button]").first();
    await first.focus();
    await page.keyboard.press("ArrowDown");
    await expect(page.getByRole("button", { name: "Open call 2", exact: true })).toBeFocused();
    await page.keyboard.press("Enter");
    const call = page.locator("[data-load-call]");
    await expect(call).toHaveAttribute("data-load-call", "2");
    await expect(call).toContainText("Call 2 of greet.v1.Greeter/SayHello");
    await expect(call).toContainText("In the handler, as the reply tells");
    await call.getByRole("button", { name: "Close the call" }).press("Enter");
    await expect(call).toHaveCount(0);
  });

  await test.step("every chart says its unit and reads itself aloud", async () => {
    for (const title of [
      "How often each latency occurred",
      "How slow the slowest are",
      "Latency by start time",
      "Latency over time, by how many",
      "Calls under way, and Little’s law",
      "Where the mean call’s time went",
    ]) {
      const chart = page.getByRole("figure", { name: title });
      await expect(chart).toContainText("Across:");
      await expect(chart.locator("summary")).toHaveText("Show data");
    }
    await expect(page.locator("[data-heat]")).toBeAttached();
  });

  await test.step("a part selected in the heat map is marked everywhere and left in the table", async () => {
    await page.locator("[data-heat-surface]").focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    const picked = page.locator("[data-picked-calls]");
    await expect(picked).toBeVisible();
    const count = Number(await picked.getAttribute("data-picked-calls"));
    expect(count).toBeGreaterThan(0);
    await expect(page.locator("[data-load-calls]")).toHaveAttribute("data-load-calls", String(count));
    await expect(page.locator("rect[data-region]").first()).toBeAttached();
    await page.locator("[data-heat-surface]").press("Escape");
    await expect(picked).toHaveCount(0);
  });

  await test.step("the data is a CSV with every call, the heat map a picture with its cells", async () => {
    const calls = await textOf(
      await downloadBy(page, () => page.getByRole("button", { name: "All as CSV" }).click()),
    );
    expect(calls.trim().split("\r\n")).toHaveLength(1 + (await countOf(page, "ok")));
    await page.getByRole("button", { name: "Save this chart: Latency over time, by how many" }).click();
    const svg = await textOf(
      await downloadBy(page, () => page.getByRole("menuitem", { name: "Picture (SVG)" }).click()),
    );
    expect(svg).toContain("data:image/png;base64,");
    expect(svg).not.toMatch(/var\(--|oklch/);
  });

  await test.step("Stop ends a run early, and what was measured stays", async () => {
    await setNumber(page, "Duration", 50);
    await runButton(page).click();
    await expect(page.locator("[data-live]")).toBeVisible();
    await expect.poll(() => countOf(page, "ok")).toBeGreaterThan(0);
    await stopButton(page).click();
    await expect(page.locator("[data-load-end]")).toContainText("Stopped after");
    expect(await countOf(page, "due")).toBeLessThan(40 * 50);
  });

  await test.step("two runs of the visit stand side by side", async () => {
    await page.getByLabel("Compare with").selectOption({ index: 1 });
    await expect(page.locator("section[data-run]")).toHaveCount(2);
    await expect(page.locator("[data-verdict]")).not.toBeEmpty();
    await expect(page.locator("[data-visit-runs]")).toHaveAttribute("data-visit-runs", "2");
  });

  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  expect(problems).toEqual([]);
});

test("a run beyond capacity shows how latency grows and no percentiles; deadlines are outcomes of their own", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await page.goto("/zh/load");
  await page
    .locator("#result")
    .getByRole("button", { name: /太多了/ })
    .click();
  await expect(runButton(page)).toBeEnabled();
  await runToItsEnd(page);
  await expect(page.locator('[data-notice="unstable"]')).toContainText("不稳定");
  await expect(page.locator("section[data-run]")).toHaveCount(0);
  await expect(page.locator("[data-heat]")).toBeAttached();
  expect(await countOf(page, "due")).toBeGreaterThan(100);
});

test("a handler that always fails, and one that does not load, are said calmly", async ({ page }) => {
  test.setTimeout(180_000);
  await keepDraft(
    page,
    quick.replace("await sleep(50);", 'await sleep(50); throw new Error("out of paper");'),
  );
  await page.goto("/en/load");
  await expect(page.getByLabel("Method")).toHaveValue("greet.v1.Greeter/SayHello");
  await setNumber(page, "Calls per second", 20);
  await setNumber(page, "Duration", 2);
  await runToItsEnd(page);
  expect(await countOf(page, "ok")).toBe(0);
  expect(await countOf(page, "error")).toBe(await countOf(page, "due"));
  await expect(page.locator("[data-figures]")).toContainText("No call succeeded");
  await expect(page.locator("[data-errors]")).toContainText("by the handler itself");
  await keepDraft(page, `${quick}\n// sleep(50)\nthrow new Error("not today");\n`);
  await page.goto("/en/load");
  await expect(runButton(page)).toBeEnabled();
  await runButton(page).click();
  await expect(page.locator("[data-failure]")).toContainText("not today");
});

test("a closed sweep stands beside its theory, with lights, and its clients' scaling is fitted or refused", async ({
  page,
}) => {
  test.setTimeout(180_000);
  await keepDraft(page, quick);
  await page.goto("/en/load");
  await expect(page.getByLabel("Method")).toHaveValue("greet.v1.Greeter/SayHello");
  await page.getByRole("radio", { name: "Closed", exact: true }).check({ force: true });
  await page.getByRole("radio", { name: "Sweep", exact: true }).check({ force: true });
  await setNumber(page, "Clients", 16);
  await setNumber(page, "Duration", 8);
  await runToItsEnd(page);
  const sweep = page.getByRole("figure", { name: "Latency against throughput" });
  await expect(sweep.locator('[data-theory-sweep="closedLoop"]')).toBeAttached();
  await expect(sweep).toContainText("Theory: the closed loop’s mean");
  await expect(page.locator("[data-light]").first()).toBeVisible();
  const scaling = page.getByRole("figure", { name: "Throughput by clients" });
  await expect(scaling).toContainText(/universal scalability law fits|Fit refused/);
  await expect(scaling.locator("[data-scaling-point]").first()).toBeAttached();
});

for (const scheme of ["light", "dark"] as const) {
  test(`the page before a run, in ${scheme}, has no accessibility violation and fits a phone`, async ({
    browser,
  }) => {
    const context = await browser.newContext({
      colorScheme: scheme,
      viewport: { width: 360, height: 740 },
      hasTouch: true,
      isMobile: true,
    });
    const page = await context.newPage();
    await page.goto(scheme === "light" ? "/en/load" : "/zh/load");
    await expect(runButton(page)).toBeEnabled();
    expect(await sideways(page)).toBe(0);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    await context.close();
  });
}

test("without scripts the page says what a load test is", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto("/en/load");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Load test");
  // The browser under test keeps what is meant for browsers without scripts out of sight, with or without them.
  expect(await page.content()).toContain("A load test needs JavaScript.");
  await expect(page.getByText("Latency counts from the moment a call should have left.")).toBeVisible();
  await context.close();
});

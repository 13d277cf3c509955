import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";

for (const lang of ["en", "zh"]) {
  for (const path of ["about", "glossary"]) {
    test(`/${lang}/${path} has no barriers, fits a phone, and names its twin`, async ({ page }) => {
      await page.setViewportSize({ width: 360, height: 740 });
      await page.goto(`/${lang}/${path}`);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      const other = lang === "en" ? "zh-CN" : "en";
      const twin = page.locator(`link[rel=alternate][hreflang="${other}"]`);
      await expect(twin).toHaveAttribute("href", new RegExp(`/${lang === "en" ? "zh" : "en"}/${path}$`));
    });
  }
}

for (const path of ["about", "glossary"]) {
  test(`what one presses on the page /en/${path} is at least 24 px high and wide`, async ({ page }) => {
    await page.goto(`/en/${path}`);
    const small = await page.locator("main :is(a, button, input, summary)").evaluateAll((all) =>
      all.flatMap((each) => {
        const { width, height } = each.getBoundingClientRect();
        // A link within a sentence is as high as its line (WCAG 2.2, 2.5.8).
        const isInSentence = each.matches("p a, li a") && getComputedStyle(each).display === "inline";
        const isHidden = width === 0 || height === 0 || isInSentence;
        return isHidden || (width >= 24 && height >= 24) ? [] : [`${each.textContent} ${width} × ${height}`];
      }),
    );
    expect(small).toEqual([]);
  });
}

test("the corrections lead to the lessons that show them, and to no others", async ({ page, request }) => {
  await page.goto("/en/about");
  const links = await page
    .getByRole("table")
    .getByRole("link")
    .evaluateAll((all) => [...new Set(all.map((link) => link.getAttribute("href") ?? ""))]);
  expect(links).toContain("/en/lessons/hello-rpc");
  for (const link of links) expect((await request.get(link)).status(), link).toBe(200);
});

test("a word of the glossary is found in either language, and has an address", async ({ page }) => {
  await page.goto("/en/glossary");
  const blocking = page.locator("#blocking");
  await page.getByRole("searchbox").fill("阻塞");
  await expect(blocking).toBeVisible();
  await expect(page.locator("#idempotent")).toBeHidden();
  await page.getByRole("searchbox").fill("no such word");
  await expect(page.getByRole("status")).toHaveText("No word matches “no such word”.");
  await page.getByRole("button", { name: "Show all words" }).click();
  await expect(page.locator("#idempotent")).toBeVisible();
  await blocking.getByRole("link", { name: /^2\.2/ }).click();
  await expect(page).toHaveURL(/\/en\/lessons\/four-words$/);
});

test.describe("the article's program", () => {
  test.use({ javaScriptEnabled: false });

  test("says what Python said, and shows the corrected one and its run, before any script", async ({
    page,
  }) => {
    await page.goto("/zh/lessons/hello-rpc");
    const panel = page.getByRole("region", { name: "文章里的 Greeter" });
    await expect(panel.locator("summary")).toHaveCount(6);
    const message = panel.getByText("has no attribute 'serve'");
    await expect(message).toBeHidden();
    await panel.locator("summary").first().press("Enter");
    await expect(message).toBeVisible();

    const corrected = panel.getByText("maximum_concurrent_rpcs=40,");
    await expect(corrected).toBeHidden();
    await panel.getByRole("radio", { name: "原来的写法" }).press("ArrowRight");
    await expect(corrected).toBeVisible();
    await expect(message).toBeHidden();

    const run = panel.getByRole("figure");
    await expect(run.getByRole("img").first()).toBeVisible();
    await expect(run).toContainText(/Python 3\.\d+\.\d+, grpcio 1\.\d+\.\d+/);
  });
});

test("the panel has no barriers, open, in both themes", async ({ page }) => {
  for (const theme of ["light", "dark"]) {
    await page.goto("/en/lessons/hello-rpc");
    await page.evaluate((value) => {
      document.documentElement.dataset.theme = value;
      for (const note of document.querySelectorAll("details")) note.open = true;
    }, theme);
    const { violations } = await new AxeBuilder({ page })
      .include('section[aria-label="The article’s Greeter"]')
      .analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  }
});

test("ten workers in real Python are drawn before any script, and fit a phone", async ({ browser }) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
  });
  const page = await context.newPage();
  await page.goto("/en/lessons/ten-workers");
  const panel = page.getByRole("region", { name: /pool of ten/ });
  await expect(panel.getByRole("figure")).toHaveCount(4);
  await expect(panel.getByRole("figure").last()).toContainText("Both programs stamped their own calls");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await context.close();
});

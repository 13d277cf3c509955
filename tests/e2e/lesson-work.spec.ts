import { expect, type Page, test } from "@playwright/test";
import { PlaygroundPage } from "./playground-page.ts";

async function openLesson(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.locator("#run button:has(svg)")).toBeEnabled();
}

/** All that this browser keeps, to see that something was written. */
const stored = (page: Page) => page.evaluate(() => Object.values({ ...localStorage }).join());

async function write(page: Page, path: string, content: string): Promise<void> {
  await new PlaygroundPage(page).edit(path, content);
  // Saved a moment after the last key.
  await expect.poll(() => stored(page)).toContain(content);
}

const code = (page: Page) => page.locator(".monaco-editor .view-lines").first();
const shownRun = (page: Page) =>
  page.getByRole("combobox", { name: "Run", exact: true }).locator("option:checked");

/** Opens hint after hint until the solution is there. Each of them opens with an edit. */
async function showSolution(page: Page, path: string): Promise<void> {
  await page.getByRole("button", { name: "Show a hint" }).click();
  for (const name of ["Next hint", "Next hint", "Show the solution"]) {
    await new PlaygroundPage(page).openFile(path);
    await code(page).click();
    await page.keyboard.type("/");
    const next = page.getByRole("button", { name });
    await expect(next).not.toHaveAttribute("aria-disabled", "true");
    await next.click();
  }
}

test("the solution takes its settings along, there and back", async ({ page }) => {
  await openLesson(page, "/en/lessons/fewer-bytes");
  const settings = page.getByRole("button", { name: "Settings", exact: true });
  const codec = (name: string) => page.getByRole("radio", { name, exact: true });
  await settings.click();
  await expect(codec("JSON")).toBeChecked();
  await showSolution(page, "pack.ts");
  await page.getByRole("button", { name: "Reveal" }).click();
  await expect(page.getByText("Settings · Codec: JSON → Binary")).toBeVisible();
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(codec("Binary")).toBeChecked();
  await expect(page.getByText(/in the editor and in the settings/)).toBeVisible();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(codec("JSON")).toBeChecked();
  await page.getByRole("button", { name: "Apply" }).click();
  // Whoever chooses another codec is not at the solution any more.
  await codec("JSON").locator("..").click();
  await expect(page.getByRole("button", { name: "Apply" })).toBeVisible();
});

test("in the free playground a lesson's draft stands against the lesson's own start", async ({ page }) => {
  await openLesson(page, "/en/lessons/ten-workers");
  await write(page, "pool.ts", "// my pool");
  await page.getByRole("button", { name: "Open in the playground" }).click();
  await expect(page).toHaveURL(/\/en\/play\?lesson=ten-workers$/);
  await expect(page.getByRole("tab", { name: /pool\.ts.*changed/ })).toBeVisible();
  await expect(page.getByRole("tab", { name: /changed/ })).toHaveCount(1);
  await expect(page.getByTestId("run-summary")).toContainText("burst: 25 calls");

  // Without the address the draft still knows where it came from; in the other language its comments are translated.
  await page.goto("/en/play");
  await expect(page).toHaveURL(/\/en\/play\?lesson=ten-workers$/);
  await expect(page.getByRole("link", { name: /Back to the lesson/ })).toBeVisible();
  await page.getByRole("link", { name: "中文" }).click();
  await expect(page).toHaveURL(/\/zh\/play\?lesson=ten-workers$/);
  await expect(page.getByRole("tab", { name: /^server\.ts$/ })).toBeVisible();
  await new PlaygroundPage(page, "zh").openFile("server.ts");
  await expect(code(page)).toContainText("文章里的");
  await new PlaygroundPage(page, "zh").openFile("pool.ts");
  await expect(code(page)).toContainText("my pool");

  // Another starter has nothing to do with the lesson; the way back brings both.
  await page.getByRole("button", { name: "示例", exact: true }).click();
  await page.getByRole("menu").getByText("问候", { exact: true }).click();
  await expect(page).toHaveURL(/\/zh\/play$/);
  await expect(page.getByRole("link", { name: /回到课程/ })).toHaveCount(0);
  await page.getByRole("button", { name: "撤销" }).click();
  await expect(page.getByRole("link", { name: /回到课程/ })).toBeVisible();
  await new PlaygroundPage(page, "zh").openFile("pool.ts");
  await expect(code(page)).toContainText("my pool");
});

test("two tabs with one lesson keep two drafts", async ({ context }) => {
  const address = "/en/lessons/one-after-another";
  const first = await context.newPage();
  await openLesson(first, address);
  await write(first, "client.ts", "// first tab");
  const second = await context.newPage();
  await openLesson(second, address);
  await expect(code(second)).toContainText("first tab");
  await expect(second.locator("[data-draft-notice=same]")).toContainText("open in another tab");
  await write(second, "client.ts", "// second tab");
  await write(first, "client.ts", "// first tab, later");
  for (const [tab, content] of [
    [first, "first tab, later"],
    [second, "second tab"],
  ] as const) {
    await tab.reload();
    await expect(code(tab)).toContainText(content);
  }
  // A closed tab's draft goes on in the next one.
  await second.close();
  await first.close();
  const third = await context.newPage();
  await openLesson(third, address);
  await expect(code(third)).toContainText("tab");
  await expect(third.getByRole("button", { name: /1 other draft/ })).toBeVisible();
});

test("work that an older version kept under the lesson's name is found", async ({ page }) => {
  const address = "/en/lessons/one-after-another";
  await openLesson(page, address);
  await page.evaluate(() => {
    const network = { delayMs: 0, jitterMs: 0, bandwidthKbps: 0 };
    const settings = {
      workers: 10,
      queueLimit: null,
      network,
      protocol: "connect",
      codec: "binary",
      calls: 5,
    };
    const files = [{ path: "client.ts", content: "// from before" }];
    localStorage.setItem(
      "rpc-playground.lesson.one-after-another",
      JSON.stringify({ files, settings, experiment: "greetings", savedAtUnixMs: 1_795_000_000_000 }),
    );
  });
  await page.reload();
  await expect(code(page)).toContainText("from before");
});

test("a question about the changed program is answered by a run of the changed program", async ({ page }) => {
  await openLesson(page, "/en/lessons/ten-workers");
  const unlimited = page.locator("#predict fieldset").nth(2).locator("..");
  await unlimited.getByText("About one second").click();
  await unlimited.getByRole("button", { name: "Keep this guess" }).click();
  const guess = page.locator("#predict").getByText(/“About one second”|: About one second/);
  await expect(guess).toHaveText(/^Your guess: /);
  await page.locator("#run button:has(svg)").click();
  await expect(page.getByText("Your run is in the results.")).toBeVisible({ timeout: 60_000 });
  await expect(guess).toHaveText(/^Your guess: /);
  await page.getByRole("button", { name: "Settings", exact: true }).click();
  await page.getByRole("checkbox", { name: "Unlimited" }).first().check({ force: true });
  await page.locator("#run button:has(svg)").click();
  await expect(guess).toHaveText(/^You guessed “About one second”. That is right\.$/, { timeout: 60_000 });
});

test("a wrong answer is disproved by the start with other settings, which stay as they are", async ({
  page,
}) => {
  await openLesson(page, "/en/lessons/ten-workers");
  await page.locator("#notice").getByText("The processor can do only ten at a time.").click();
  await page.getByRole("button", { name: "Run the start with other settings" }).click();
  await expect(shownRun(page)).toContainText("Not your code", { timeout: 60_000 });
  await expect(page.getByTestId("run-summary")).toContainText(/25 calls in 1\.\d+ s/);
  await page.getByRole("button", { name: "Settings", exact: true }).click();
  await expect(page.getByRole("textbox", { name: "Workers", exact: true })).toHaveValue("10");
});

import { expect, type Locator, type Page, test } from "@playwright/test";

/** Whether the focus is on it. */
const isFocused = (target: Locator) => target.evaluate((element) => element === document.activeElement);

/** Presses Tab, as somebody without a mouse does, until the focus is there. */
async function tabTo(page: Page, target: Locator, key = "Tab"): Promise<void> {
  // The editor takes its text in an element that nobody sees.
  await target.waitFor({ state: "attached" });
  for (let pressed = 0; pressed < 150; pressed += 1) {
    if (await isFocused(target)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not lead to ${target}`);
}

async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press("Enter");
}

test("a whole lesson is taken with the keyboard alone", async ({ page }) => {
  test.setTimeout(300_000);
  await page.goto("/en/lessons/hello-rpc");
  await expect(page.locator("#run button:has(svg)")).toBeEnabled();

  // Predict: arrows choose among the options, a button keeps the guess.
  const options = page.locator("#predict input[type=radio]");
  await tabTo(page, options.first());
  await page.keyboard.press("ArrowDown");
  await expect(options.nth(1)).toBeChecked();
  await press(page, page.getByRole("button", { name: "Keep this guess" }));
  await expect(page.locator("#predict").getByText(/^Your guess: /)).toBeVisible();

  // Run: the question is about a handler that waits, so the start does not answer it.
  await press(page, page.locator("#run button:has(svg)"));
  await expect(page.getByText("Your run is in the results.")).toBeVisible({ timeout: 60_000 });
  await expect(page.locator("#predict").getByText(/^Your guess: /)).toBeVisible();

  // Notice: the focus on the sentence brings out the call.
  const pin = page.locator("#notice ol button").first();
  await tabTo(page, pin);
  await expect(page.locator("[data-timeline-pin]")).toHaveCount(1);
  const reasons = page.locator("#notice input[type=radio]");
  await tabTo(page, reasons.first());
  await page.keyboard.press("Space");
  await expect(page.locator("#notice").getByRole("status")).toContainText("Not this.");
  await press(page, page.getByRole("button", { name: "Run the version that shows it" }));
  await expect(page.getByRole("combobox", { name: "Run", exact: true })).toContainText("Not your code", {
    timeout: 60_000,
  });
  await tabTo(page, reasons.first(), "Shift+Tab");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(page.locator("#notice").getByRole("status")).toContainText("Yes.");

  // Hints: each opens after a run, and Control+Enter runs from wherever one is.
  await press(page, page.getByRole("button", { name: "Show a hint" }));
  for (const name of ["Next hint", "Next hint", "Show the solution"]) {
    await page.keyboard.press("Control+Enter");
    const next = page.getByRole("button", { name });
    await expect(next).not.toHaveAttribute("aria-disabled", "true", { timeout: 60_000 });
    await press(page, next);
  }

  // Change: F6 goes to the code, where one writes.
  const code = page.locator("[data-pane=code]");
  for (let pressed = 0; pressed < 4 && !(await isFocused(code)); pressed += 1)
    await page.keyboard.press("F6");
  await tabTo(page, code.locator("textarea, [contenteditable=true], .native-edit-context").first());
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("// by hand\n");
  const lines = code.locator(".view-lines").first();
  await expect(lines).toContainText("by hand");

  // Solution: revealed, applied, undone and applied again.
  for (let pressed = 0; pressed < 4; pressed += 1) {
    if (await isFocused(page.locator("[data-pane=read]"))) break;
    await page.keyboard.press("F6");
  }
  await press(page, page.getByRole("button", { name: "Reveal" }));
  await press(page, page.getByRole("button", { name: "Apply" }));
  await expect(lines).not.toContainText("by hand");
  await press(page, page.getByRole("button", { name: "Undo", exact: true }));
  await expect(lines).toContainText("by hand");
  await press(page, page.getByRole("button", { name: "Apply" }));
  await expect(lines).not.toContainText("by hand");

  // Check, until the machine was not too busy to judge; then the way on has the focus.
  const again = page.getByRole("button", { name: /^Check (my code|again)$/ });
  const next = page.locator("a.lesson-next");
  for (let attempt = 0; attempt < 6 && (await next.count()) === 0; attempt += 1) {
    await press(page, again);
    await expect(page.getByRole("button", { name: "Check again" })).toBeVisible({ timeout: 60_000 });
  }
  await expect(next).toBeFocused();
  await expect(page.locator("#predict").getByText(/^You guessed /)).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/en\/lessons\/not-a-local-call/);
});

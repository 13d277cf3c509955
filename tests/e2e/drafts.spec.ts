import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { PlaygroundPage } from "./playground-page.ts";

async function openTab(context: BrowserContext, tabStorage: Record<string, string> = {}) {
  const page = await context.newPage();
  await page.addInitScript((storage) => {
    // Once: a reload of the tab keeps what it has written itself.
    if (window !== window.top || sessionStorage.length > 0) return;
    for (const [key, value] of Object.entries(storage)) sessionStorage.setItem(key, value);
  }, tabStorage);
  await page.goto("/en/play");
  return new PlaygroundPage(page);
}

const tabStorageOf = (page: Page) => page.evaluate(() => ({ ...sessionStorage }) as Record<string, string>);

async function write(tab: PlaygroundPage, content: string): Promise<void> {
  await tab.edit("server.ts", content);
  // Saved a moment after the last key.
  await expect
    .poll(() => tab.page.evaluate(() => Object.values({ ...localStorage }).join()))
    .toContain(JSON.stringify(content).slice(1, -1));
}

async function expectCode(tab: PlaygroundPage, content: string): Promise<void> {
  await tab.openFile("server.ts");
  await expect(tab.page.locator(".monaco-editor").first()).toContainText(content);
}

const notice = (tab: PlaygroundPage, kind: string) => tab.page.locator(`[data-draft-notice="${kind}"]`);

test("three tabs keep three drafts; a new one says what is open in the others and takes nothing away", async ({
  context,
}) => {
  const first = await openTab(context);
  await write(first, "// first tab");

  const second = await openTab(context);
  await expectCode(second, "// first tab");
  await expect(notice(second, "same")).toContainText("The same work is open in another tab");
  await write(second, "// second tab");
  await expect(notice(second, "different")).toContainText("Another tab has a different draft");

  const third = await openTab(context);
  await expectCode(third, "// second tab");
  await expect(notice(third, "same")).toBeVisible();
  await write(third, "// third tab");

  for (const [tab, content] of [
    [first, "// first tab"],
    [second, "// second tab"],
    [third, "// third tab"],
  ] as const) {
    await tab.page.reload();
    await expectCode(tab, content);
    // A tab that had its draft before is told nothing.
    await expect(notice(tab, "restored")).toBeVisible();
    await expect(tab.page.getByRole("button", { name: /2 other drafts/ })).toBeVisible();
  }
});

test("another tab's draft opens as a copy, and the way back is one click", async ({ context }) => {
  const first = await openTab(context);
  await write(first, "// theirs");
  const second = await openTab(context);
  await write(second, "// mine");
  await notice(second, "different").getByRole("button", { name: "Open here" }).click();
  await expectCode(second, "// theirs");
  await write(second, "// theirs, changed by me");
  await first.page.reload();
  await expectCode(first, "// theirs");
  await second.page.getByRole("button", { name: "Undo" }).first().click();
  await expectCode(second, "// mine");
});

test("a closed tab's draft is there for the next tab, or waits in the list", async ({ context }) => {
  const first = await openTab(context);
  await write(first, "// older work");
  const second = await openTab(context);
  await write(second, "// newer work");
  await first.page.close();
  await second.page.close();

  const next = await openTab(context);
  await expectCode(next, "// newer work");
  await expect(notice(next, "restored")).toBeVisible();
  await next.page.getByRole("button", { name: /1 other draft/ }).click();
  const dialog = next.page.getByRole("dialog");
  await expect(dialog.locator("li")).toHaveCount(1);
  await expect(dialog.locator("li")).toContainText("server.ts");
  await dialog.getByRole("button", { name: "Open here" }).click();
  await expectCode(next, "// older work");

  await next.page.getByRole("button", { name: /1 other draft/ }).click();
  await dialog.getByRole("button", { name: /^Delete the draft/ }).click();
  await expect(dialog.locator("li")).toHaveCount(0);
  await dialog.getByRole("button", { name: "Undo" }).click();
  await expect(dialog.locator("li")).toHaveCount(1);
  await expect
    .poll(() => next.page.evaluate(() => JSON.stringify({ ...localStorage })))
    .toContain("newer work");
});

test("starting over keeps the work among the drafts", async ({ context }) => {
  const tab = await openTab(context);
  await write(tab, "// to be left");
  await tab.page.reload();
  await notice(tab, "restored").getByRole("button", { name: "Start over" }).click();
  await expectCode(tab, "router.service");
  await tab.page.reload();
  await expectCode(tab, "router.service");
  await tab.page.getByRole("button", { name: /1 other draft/ }).click();
  await tab.page.getByRole("dialog").getByRole("button", { name: "Open here" }).click();
  await expectCode(tab, "// to be left");
});

test("two tabs restored after a crash each get their own draft, and a duplicated tab gets its own too", async ({
  context,
}) => {
  const first = await openTab(context);
  await write(first, "// crash one");
  const second = await openTab(context);
  await write(second, "// crash two");
  const [one, two] = [await tabStorageOf(first.page), await tabStorageOf(second.page)];
  await first.page.close();
  await second.page.close();

  // A browser gives restored tabs their session storage back, all at once.
  const [again, twin] = await Promise.all([openTab(context, one), openTab(context, two)]);
  await expectCode(again, "// crash one");
  await expectCode(twin, "// crash two");

  const duplicate = await openTab(context, one);
  await expectCode(duplicate, "// crash one");
  await expect(notice(duplicate, "same")).toBeVisible();
  await write(duplicate, "// of the duplicate");
  await again.page.reload();
  await expectCode(again, "// crash one");
  await duplicate.page.reload();
  await expectCode(duplicate, "// of the duplicate");
});

test("the list of drafts is bounded, and what a tab has open is not dropped", async ({ context }) => {
  const open = await openTab(context);
  await write(open, "// open all the time");
  await open.page.evaluate(() => {
    const key = Object.keys(localStorage).find((each) => each.startsWith("rpc-playground.draft.")) ?? "";
    const draft = JSON.parse(localStorage.getItem(key) ?? "{}") as Record<string, unknown>;
    localStorage.setItem(key, JSON.stringify({ ...draft, savedAtUnixMs: 1 }));
    for (let each = 0; each < 30; each += 1) {
      const files = [{ path: "server.ts", content: `// closed ${each}` }];
      const other = { ...draft, files, savedAtUnixMs: 1_000 + each };
      localStorage.setItem(`rpc-playground.draft.old${each}`, JSON.stringify(other));
    }
  });
  const next = await openTab(context);
  const contents = () => next.page.evaluate(() => Object.values({ ...localStorage }).join());
  await expect.poll(contents).not.toContain("// closed 3");
  expect(await contents()).toContain("// closed 29");
  expect(await contents()).toContain("// open all the time");
});

test("full storage is said in a sentence, and saving goes on once there is room", async ({ page }) => {
  await page.goto("/en/play");
  const tab = new PlaygroundPage(page);
  await tab.openFile("server.ts");
  await page.evaluate(() => {
    for (let size = 1 << 20; size >= 1; size >>= 1) {
      try {
        for (let each = 0; ; each += 1) localStorage.setItem(`filler-${size}-${each}`, "x".repeat(size));
      } catch {
        // Now with a smaller piece.
      }
    }
  });
  await tab.replaceText("// does not fit any more");
  await page.getByRole("button", { name: "Not saved: storage is full" }).click();
  await expect(page.getByRole("dialog")).toContainText("This browser’s storage for this site is full");
  await page.keyboard.press("Escape");
  await page.evaluate(() => {
    for (const key of Object.keys(localStorage)) if (key.startsWith("filler")) localStorage.removeItem(key);
  });
  await tab.replaceText("// fits again");
  await expect(page.getByText("Saved in this browser")).toBeVisible();
});

test("refused storage is said in a sentence, in Chinese as well, and the code still runs", async ({
  page,
}) => {
  await page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException("refused", "SecurityError");
    };
    Object.defineProperty(window, "localStorage", { get: refuse });
    Object.defineProperty(window, "sessionStorage", { get: refuse });
  });
  await page.goto("/zh/play");
  const tab = new PlaygroundPage(page, "zh");
  await tab.openFile("client.ts");
  await expect(page.locator(".monaco-editor").first()).toContainText("createClient");
  await page.locator(".monaco-editor .view-lines").first().click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.insertText("\n// 没有存储");
  await expect(page.getByRole("button", { name: "未保存：浏览器不允许存储" })).toBeVisible();
  await tab.run("allAtOnce");
});

test("a page without Web Locks keeps its tabs apart as well", async ({ context }) => {
  await context.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, "locks", { get: () => undefined });
  });
  const first = await openTab(context);
  await write(first, "// first, without locks");
  const second = await openTab(context);
  await expectCode(second, "// first, without locks");
  await expect(notice(second, "same")).toBeVisible();
  await write(second, "// second, without locks");
  await first.page.reload();
  await expectCode(first, "// first, without locks");
});

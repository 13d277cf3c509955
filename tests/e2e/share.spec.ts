import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { zipSync } from "fflate";
import { PlaygroundPage } from "./playground-page.ts";

const root = join(import.meta.dirname, "../..");
const clipboard = ["clipboard-read", "clipboard-write"];
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

async function openTab(context: BrowserContext, address = "/en/play") {
  await context.grantPermissions(clipboard);
  const page = await context.newPage();
  await page.goto(address);
  await page.locator("[data-feature=playground]").waitFor();
  return new PlaygroundPage(page, address.startsWith("/zh") ? "zh" : "en");
}

const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText());
const banner = (page: Page) => page.locator("[data-link]");
const drafts = (page: Page) =>
  page.evaluate(() =>
    Object.entries({ ...localStorage })
      .filter(([key]) => key.startsWith("rpc-playground.draft."))
      .map(([, value]) => value),
  );

async function expectCode(tab: PlaygroundPage, file: string, content: string): Promise<void> {
  await tab.openFile(file);
  await expect(tab.page.locator(".monaco-editor").first()).toContainText(content);
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).exclude(".monaco-editor").analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

async function sidewaysScroll(page: Page): Promise<number> {
  return await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

/** Writes, chooses and copies the link by keyboard; returns it. */
async function writeAndCopy(tab: PlaygroundPage, content: string): Promise<string> {
  await tab.edit("server.ts", content);
  await tab.setNumber("Calls", 7);
  await tab.chooseExperiment("allAtOnce");
  await tab.page.keyboard.press("ControlOrMeta+s");
  await expect(tab.page.getByText("Link copied").first()).toBeVisible();
  return await copied(tab.page);
}

/** Presses Share and what is named in its menu. */
async function choose(page: Page, button: string, item: RegExp): Promise<void> {
  await page.getByRole("button", { name: button, exact: true }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

async function makeShortLink(tab: PlaygroundPage): Promise<string> {
  const { page } = tab;
  await choose(page, "Share", /^Short link/);
  await page.getByRole("button", { name: "Make the short link" }).click();
  const field = page.getByLabel("The short link is made.");
  await field.waitFor();
  const address = await field.inputValue();
  await page.keyboard.press("Escape");
  return address;
}

test.describe("a link with everything in it", () => {
  test("brings code, settings and experiment to another browser, runs nothing there, and leaves its work alone", async ({
    context,
    browser,
  }) => {
    const address = await writeAndCopy(await openTab(context), "// handed on 你好");
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/en\/play#code=[\w-]+$/);

    const elsewhere = await browser.newContext();
    const own = await openTab(elsewhere);
    await own.edit("server.ts", "// my own work");
    await expect.poll(() => drafts(own.page)).toHaveLength(1);

    const asked: string[] = [];
    const receiver = await elsewhere.newPage();
    receiver.on("request", (request) => asked.push(request.url()));
    await receiver.goto(address);
    const tab = new PlaygroundPage(receiver);
    await expect(banner(receiver)).toContainText("Nothing of it runs before you press Run");
    await expectCode(tab, "server.ts", "// handed on 你好");
    await expect(receiver.getByLabel("Experiment")).toHaveValue("allAtOnce");
    const settings = receiver.getByRole("button", { name: "Settings" });
    await settings.click();
    await expect(receiver.getByRole("textbox", { name: "Calls", exact: true })).toHaveValue("7");
    await settings.click();
    // Time enough for whatever would run by itself. `/d/-/` is the server's own clock, of which no visitor's code is part.
    await receiver.waitForLoadState("networkidle");
    expect(asked.filter((url) => /\/d\/(?!-\/)|CreateDeployment|RunExperiment/.test(url))).toEqual([]);
    // What was only looked at is nobody's draft.
    expect(await drafts(receiver)).toHaveLength(1);
    await expectAccessible(receiver);

    await banner(receiver).getByRole("button", { name: "Back to my draft" }).click();
    await expectCode(tab, "server.ts", "// my own work");
    await expect(receiver).toHaveURL(/\/en\/play$/);
    await expect(banner(receiver)).toHaveCount(0);
    await elsewhere.close();
  });

  test("becomes a draft of its own with the first change, which also takes it from the address", async ({
    context,
    browser,
  }) => {
    const address = await writeAndCopy(await openTab(context), "// handed on");
    const elsewhere = await browser.newContext();
    const tab = await openTab(elsewhere, address);
    await tab.edit("server.ts", "// handed on, and changed");
    await expect(tab.page).toHaveURL(/\/en\/play$/);
    await expect.poll(() => drafts(tab.page)).toHaveLength(1);
    await tab.page.reload();
    await expectCode(tab, "server.ts", "// handed on, and changed");
    await elsewhere.close();
  });

  test("put into the address bar of an open playground is opened there, and the language switch keeps it", async ({
    context,
  }) => {
    const tab = await openTab(context);
    const address = await writeAndCopy(tab, "// handed on");
    await tab.edit("server.ts", "// my own work");
    await expect(tab.page).toHaveURL(/\/en\/play$/);
    await tab.page.evaluate((hash) => {
      location.hash = hash;
    }, new URL(address).hash);
    await expect(banner(tab.page)).toBeVisible();
    await expectCode(tab, "server.ts", "// handed on");
    await tab.page.getByRole("link", { name: "中文" }).click();
    await expect(tab.page).toHaveURL(/\/zh\/play#code=/);
    await expect(banner(tab.page)).toContainText("在你点“运行”之前，它什么都不会执行");
    await expectCode(tab, "server.ts", "// handed on");
    await banner(tab.page).getByRole("button", { name: "回到我的草稿" }).click();
    await expectCode(tab, "server.ts", "// my own work");
  });

  test("that was cut or changed on the way is named, and nothing is lost", async ({ context }) => {
    const tab = await openTab(context);
    const address = await writeAndCopy(tab, "// mine");
    const { page } = tab;
    await page.goto("/en/limits");
    await page.goto(address.slice(0, -40));
    await expect(page.getByRole("alert").filter({ hasText: "its end is missing" })).toBeVisible();
    await expectCode(tab, "server.ts", "// mine");
    await page.goto("/en/limits");
    await page.goto(`${address.slice(0, -41)}!${address.slice(-40)}`);
    await expect(page.getByRole("alert").filter({ hasText: "letters of it were changed" })).toBeVisible();
    await expectCode(tab, "server.ts", "// mine");
    await expectAccessible(page);
  });

  test("too long to be handed on whole is not copied: the short link is offered instead", async ({
    context,
  }) => {
    const tab = await openTab(context);
    const { page } = tab;
    await page.evaluate(() => navigator.clipboard.writeText("before"));
    await tab.edit("server.ts", `// ${randomBytes(9_000).toString("base64")}`);
    await page.keyboard.press("ControlOrMeta+s");
    const dialog = page.getByRole("dialog", { name: "Short link" });
    await expect(dialog).toContainText(/would have 1\d,\d{3} characters.*beyond 8,000/);
    expect(await copied(page)).toBe("before");
    await expect(page).toHaveURL(/\/en\/play$/);
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Make the short link" }).click();
    await expect(dialog.getByLabel("The short link is made.")).toHaveValue(/\/en\/s\/[a-z2-7]{26}$/);
  });
});

test.describe("a short link", () => {
  test("is the same for the same content, opens in either language, and its code is there without scripts", async ({
    context,
    browser,
  }) => {
    const tab = await openTab(context);
    await tab.edit("server.ts", "// kept on the server");
    const address = await makeShortLink(tab);
    expect(address).toMatch(/\/en\/s\/[a-z2-7]{26}$/);
    expect(await makeShortLink(tab)).toBe(address);

    const plain = await browser.newContext({ javaScriptEnabled: false });
    const reader = await plain.newPage();
    const response = await reader.goto(address.replace("/en/", "/zh/"));
    expect(response?.status()).toBe(200);
    await expect(reader.getByText("// kept on the server")).toBeVisible();
    await expect(banner(reader)).toContainText("短链接");
    await plain.close();

    const elsewhere = await browser.newContext();
    const receiver = await openTab(elsewhere, address);
    await expect(banner(receiver.page)).toContainText("Nothing of it runs before you press Run");
    await expectCode(receiver, "server.ts", "// kept on the server");
    await expectAccessible(receiver.page);
    await receiver.edit("server.ts", "// changed");
    await expect(receiver.page).toHaveURL(/\/en\/play$/);
    await elsewhere.close();
  });

  test("is reported by a visitor and removed by the operator; its page then says why", async ({
    context,
  }) => {
    const tab = await openTab(context);
    const secret = randomBytes(8).toString("hex");
    await tab.edit("server.ts", `// a password: ${secret}`);
    const address = await makeShortLink(tab);
    const id = address.split("/").at(-1) ?? "";

    await tab.page.goto(address);
    await banner(tab.page).getByRole("button", { name: "Report" }).click();
    await tab.page.getByRole("radio", { name: /passwords/ }).check();
    await expectAccessible(tab.page);
    await tab.page.getByRole("button", { name: "Send the report" }).click();
    await expect(tab.page.getByText("The report is sent.").first()).toBeVisible();

    const operator = (...args: string[]) =>
      execFileSync(process.execPath, [join(root, "scripts/shares.ts"), ...args], {
        env: { ...process.env, DATA_DIR: process.env.E2E_DATA_DIR },
        encoding: "utf8",
      });
    expect(operator("reports")).toContain(`${id}  personal`);
    operator("remove", id, "--reason", "A password of somebody else.");

    for (const [path, title] of [
      [`/en/s/${id}`, "This short link was removed"],
      [`/zh/s/${id}`, "这个短链接已被移除"],
    ] as const) {
      const response = await tab.page.goto(path);
      expect(response?.status()).toBe(410);
      await expect(tab.page.getByRole("heading", { name: title })).toBeVisible();
      await expect(tab.page.getByText("A password of somebody else.")).toBeVisible();
      expect(await response?.text()).not.toContain(secret);
      await expectAccessible(tab.page);
    }
    expect((await tab.page.goto(`/en/s/${"a".repeat(26)}`))?.status()).toBe(404);
    await expect(tab.page.getByRole("heading", { name: "There is no such short link" })).toBeVisible();

    // The same work gets no other link.
    await tab.page.goto("/en/play");
    await expectCode(tab, "server.ts", secret);
    await choose(tab.page, "Share", /^Short link/);
    await tab.page.getByRole("button", { name: "Make the short link" }).click();
    await expect(
      tab.page.getByRole("alert").filter({ hasText: "A password of somebody else." }),
    ).toBeVisible();
  });
});

test.describe("earlier runs", () => {
  const dialog = (page: Page) => page.getByRole("dialog", { name: "Earlier runs" });
  const rows = (page: Page) => page.locator("[data-history]");
  const openHistory = async (page: Page) => {
    await page.getByRole("button", { name: "Earlier runs" }).click();
    await dialog(page).waitFor();
  };

  test("are there in the next tab, with the code that made them; two of them stand on one axis", async ({
    context,
  }) => {
    const first = await openTab(context);
    await openHistory(first.page);
    await expect(dialog(first.page)).toContainText("No run has been kept yet");
    await first.page.keyboard.press("Escape");
    await first.run("blocking");
    await first.run("allAtOnce");
    await first.page.close();

    const next = await openTab(context);
    const { page } = next;
    await next.edit("server.ts", "// other work now");
    await openHistory(page);
    await expect(rows(page)).toHaveCount(2);
    await expect(rows(page).first()).toContainText(/4 calls · ✓ finished/);
    await expectAccessible(page);
    await rows(page).first().getByRole("button", { name: "Open", exact: true }).click();
    expect(await next.calls()).toHaveLength(4);
    await expect(page.getByRole("combobox", { name: "Run", exact: true })).toContainText(/Earlier · /);

    await openHistory(page);
    await rows(page).nth(1).getByRole("button", { name: "Compare" }).click();
    await expect(page.getByTestId("run-ratio")).toBeVisible();

    await openHistory(page);
    await choose(
      page,
      (await rows(page).first().getByRole("button", { name: /^More/ }).getAttribute("aria-label")) ?? "",
      /Open its code/,
    );
    await expectCode(next, "server.ts", "service(Greeter");
    await page.getByRole("button", { name: "Undo" }).first().click();
    await expectCode(next, "server.ts", "// other work now");
  });

  test("are deleted one by one or all at once, and brought back", async ({ context }) => {
    const tab = await openTab(context);
    const { page } = tab;
    await tab.run("blocking");
    await tab.run("blocking");
    await openHistory(page);
    await expect(rows(page)).toHaveCount(2);
    await rows(page).first().getByRole("button", { name: /^More/ }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await expect(rows(page)).toHaveCount(1);
    await dialog(page).getByRole("button", { name: "Undo" }).click();
    await expect(rows(page)).toHaveCount(2);
    await dialog(page).getByRole("button", { name: "Delete all" }).click();
    await expect(rows(page)).toHaveCount(0);
    await page.reload();
    await openHistory(page);
    await expect(dialog(page)).toContainText("No run has been kept yet");
  });

  test("that the browser does not let us keep are named, and runs go on", async ({ context }) => {
    await context.addInitScript(() => {
      if (window !== window.top) return;
      Object.defineProperty(IDBFactory.prototype, "open", {
        value() {
          throw new DOMException("storage is refused", "SecurityError");
        },
      });
    });
    const tab = await openTab(context);
    await tab.run("allAtOnce");
    expect(await tab.calls()).toHaveLength(4);
    await openHistory(tab.page);
    await expect(dialog(tab.page).getByRole("alert")).toContainText("lets this page keep nothing");
  });
});

test.describe("work from elsewhere", () => {
  const dialog = (page: Page) => page.getByRole("dialog", { name: "Import" });
  const openImport = async (page: Page) => {
    await choose(page, "Share", /^Import/);
    await dialog(page).waitFor();
  };
  const file = (name: string, content: string | Buffer) => {
    return { name, mimeType: "", buffer: Buffer.from(content) };
  };
  const take = async (page: Page, files: ReturnType<typeof file>[]) => {
    const chooser = page.waitForEvent("filechooser");
    await dialog(page).getByRole("button", { name: "Choose files" }).click();
    await (await chooser).setFiles(files);
  };

  test("a zip of a program opens as a draft of its own, runs, and is undone", async ({ context }) => {
    const tab = await openTab(context);
    const { page } = tab;
    await tab.edit("server.ts", "// mine before");
    await openImport(page);
    await expectAccessible(page);
    await take(page, [file("notes.zip", "no zip at all")]);
    await expect(dialog(page).getByRole("alert")).toContainText("notes.zip is no zip");
    const starter = (path: string) => readFileSync(join(root, "starters/greeter/en", path));
    const zip = zipSync({
      "my-project/greet.proto": starter("greet.proto"),
      "my-project/server.ts": starter("server.ts"),
      "my-project/client.ts": starter("client.ts"),
      "my-project/node_modules/x/index.ts": Buffer.from("not mine"),
      "my-project/README.md": Buffer.from("# mine"),
    });
    await take(page, [file("my-project.zip", Buffer.from(zip))]);
    await expect(page.getByText("3 files are open here.").first()).toBeVisible();
    await tab.run("allAtOnce");
    expect(await tab.calls()).toHaveLength(4);
    await page.getByRole("button", { name: "Undo" }).first().click();
    await expectCode(tab, "server.ts", "// mine before");
  });

  test("a proto file replaces the one of its name and leaves the handlers as they are", async ({
    context,
  }) => {
    const tab = await openTab(context);
    await tab.edit("server.ts", "// mine stays");
    await openImport(tab.page);
    await take(tab.page, [file("greet.proto", "// a contract from elsewhere")]);
    await expectCode(tab, "greet.proto", "// a contract from elsewhere");
    await expectCode(tab, "server.ts", "// mine stays");
  });

  test("links of this and of another playground open from the field; what is none is named", async ({
    context,
  }) => {
    const tab = await openTab(context);
    const { page } = tab;
    const long = await writeAndCopy(tab, "// from the long link");
    await tab.edit("server.ts", "// from the short link");
    const short = await makeShortLink(tab);
    const fragment = new URL(long).hash;
    const openLink = async (address: string) => {
      await openImport(page);
      await dialog(page).getByLabel("Link of this or another playground").fill(address);
      await dialog(page).getByRole("button", { name: "Open the link" }).click();
    };
    await openLink(`https://playground.example/zh/play${fragment}`);
    await expectCode(tab, "server.ts", "// from the long link");
    await openLink(short);
    await expectCode(tab, "server.ts", "// from the short link");
    for (const [address, says] of [
      ["https://playground.example/en/s/abc", "open only on the server that keeps them"],
      ["not a link", "no link of a playground"],
      [short.replace(/.{26}$/, "a".repeat(26)), "keeps nothing under"],
      [`${long.slice(0, -40)}`, "its end is missing"],
    ] as const) {
      await openLink(address);
      await expect(dialog(page).getByRole("alert")).toContainText(says);
      await page.keyboard.press("Escape");
    }
    await expectCode(tab, "server.ts", "// from the short link");
  });
});

test("sharing and the history fit a phone of 360 px and speak Chinese", async ({ browser }) => {
  const context = await browser.newContext(phone);
  const tab = await openTab(context, "/zh/play");
  const { page } = tab;
  await tab.run("allAtOnce");
  expect(await sidewaysScroll(page)).toBe(0);
  await choose(page, "分享", /^复制链接/);
  await expect(page.getByText("链接已复制").first()).toBeVisible();
  expect(await copied(page)).toMatch(/\/zh\/play#code=/);
  expect(await sidewaysScroll(page)).toBe(0);
  await choose(page, "分享", /^短链接/);
  await page.getByRole("button", { name: "生成短链接" }).click();
  const address = await page.getByLabel("短链接已生成。").inputValue();
  expect(await sidewaysScroll(page)).toBe(0);
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "以前的运行" }).click();
  await expect(page.locator("[data-history]")).toHaveCount(1);
  expect(await sidewaysScroll(page)).toBe(0);
  await expectAccessible(page);
  await page.goto(address);
  await expect(page.locator("[data-link=short]")).toBeVisible();
  expect(await sidewaysScroll(page)).toBe(0);
  await expectAccessible(page);
  await context.close();
});

import { expect, type Page, test } from "@playwright/test";
import { PlaygroundPage } from "./playground-page.ts";

async function typeNumber(page: Page, label: string, text: string) {
  const field = page.getByRole("textbox", { name: label, exact: true });
  await field.fill(text);
  return field;
}

async function describedBy(page: Page, label: string): Promise<string> {
  const field = page.getByRole("textbox", { name: label, exact: true });
  const ids = (await field.getAttribute("aria-describedby"))?.split(" ") ?? [];
  const texts = await Promise.all(ids.map((id) => page.locator(`[id="${id}"]`).textContent()));
  return texts.join(" | ");
}

for (const [language, words] of [
  [
    "en",
    {
      settings: "Settings",
      workers: "Workers",
      bandwidth: "Bandwidth",
      whole: "Enter a whole number from 1 to 64.",
      kept: "“70” was not taken; 10 stays. Enter a whole number from 1 to 64.",
      narrow: "“0.0001” was not taken; 0 kbit/s stays.",
    },
  ],
  [
    "zh",
    {
      settings: "设置",
      workers: "工作线程",
      bandwidth: "带宽",
      whole: "请输入 1 到 64 之间的整数。",
      kept: "“70”未采用，仍为 10。请输入 1 到 64 之间的整数。",
      narrow: "“0.0001”未采用，仍为 0 kbit/s。",
    },
  ],
] as const) {
  test(`a setting out of range says the range and what was kept, at its field (${language})`, async ({
    page,
  }) => {
    await page.goto(`/${language}/play`);
    await page.getByRole("button", { name: words.settings, exact: true }).click();
    const field = await typeNumber(page, words.workers, "70");
    expect(await describedBy(page, words.workers)).toContain(words.whole);
    await field.press("Tab");
    await expect(field).toHaveValue("10");
    expect(await describedBy(page, words.workers)).toContain(words.kept);
    await typeNumber(page, words.workers, "12");
    expect(await describedBy(page, words.workers)).not.toContain("70");

    const bandwidth = await typeNumber(page, words.bandwidth, "0.0001");
    await bandwidth.press("Tab");
    await expect(bandwidth).toHaveValue("0");
    expect(await describedBy(page, words.bandwidth)).toContain(words.narrow);
    await expect(page.locator("#playground-settings")).not.toContainText("毫秒");
  });

  test(`what our API refuses is said in the page's language, with an advice (${language})`, async ({
    page,
  }) => {
    await page.goto(`/${language}/play`);
    const playground = new PlaygroundPage(page, language);
    // 300 KiB in one file.
    await playground.openFile("server.ts");
    await playground.replaceText(`// ${"x".repeat(300 * 1024)}\n`);
    await playground.runButton.click();
    const card = page.locator('[data-failure="invalid"]');
    await expect(card).toHaveAttribute("data-reason", "FILE_TOO_LARGE");
    await expect(card).toContainText("256 KiB");
    await expect(card).toContainText(
      language === "en"
        ? "server.ts is larger than the limit of 256 KiB (Size of one file)."
        : "server.ts 超过了 256 KiB 的上限（单个文件的大小）。",
    );
    await expect(card).toContainText(language === "en" ? "Shorten the file" : "缩短或拆分这个文件");
  });
}

const throwing = (body: string) => `import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Greeter } from "./gen/greet_pb";

export async function failing() {
${body}
}
`;

test("a failed experiment with a known line offers it, and one without does not speak of a line", async ({
  page,
}) => {
  await page.goto("/en/play");
  const playground = new PlaygroundPage(page);
  await playground.edit(
    "client.ts",
    throwing("  await createClient(Greeter, transport).sayHello({}, { timeoutMs: 50 });"),
  );
  await expect(page.getByLabel("Experiment")).toContainText("failing");
  await playground.run("failing");
  const card = page.locator('[data-failure="clientThrew"]');
  await expect(card.getByRole("button", { name: "client.ts, line 6" })).toBeVisible();
  await expect(card).toContainText("Go to the line");

  await playground.edit("client.ts", throwing('  throw "words only";'));
  await playground.run("failing");
  await expect(card).toContainText("words only");
  await expect(card).toContainText("No line of client.ts is known for it");
  await expect(card).not.toContainText("Go to the line");
});

test("a handler stopped by a limit names the limit, its value and its unit, with a way to the limits", async ({
  page,
}) => {
  await page.goto("/zh/play");
  const playground = new PlaygroundPage(page, "zh");
  await playground.edit(
    "server.ts",
    `import type { ConnectRouter } from "@connectrpc/connect";
import { Greeter } from "./gen/greet_pb";
export default (router: ConnectRouter) =>
  router.service(Greeter, { sayHello() { for (;;); } });
`,
  );
  await playground.run("blocking");
  const card = page.locator('[data-failure="limit"]');
  await expect(card).toContainText("超过 2 秒");
  const limit = card.getByRole("link", { name: "处理函数的一轮执行" });
  await expect(limit).toHaveAttribute("href", "/zh/limits#turnMs");
  await expect(card).toContainText("处理函数的一轮执行：2 秒");
});

test("a server that stopped while loading is told as such, not as code that threw", async ({ page }) => {
  await page.goto("/zh/play");
  const playground = new PlaygroundPage(page, "zh");
  await playground.edit("server.ts", "for (;;);\n");
  await playground.runButton.click();
  const card = page.locator('[data-failure="load"]');
  await expect(card).toContainText("server.ts 没有加载成功");
  await expect(card).toContainText("占用线程超过 2 秒（时间上限）");
});

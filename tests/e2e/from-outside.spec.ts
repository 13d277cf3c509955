import { expect, type Page, test } from "@playwright/test";
import { PlaygroundPage } from "./playground-page.ts";

/** Calls the page's deployment as a terminal would. */
async function callFromOutside(page: Page, id: string, name: string) {
  const answer = await fetch(`${new URL(page.url()).origin}/d/${id}/greet.v1.Greeter/SayHello`, {
    method: "POST",
    headers: { "content-type": "application/json", "user-agent": "a-terminal/1.0" },
    body: JSON.stringify({ name }),
  });
  expect(answer.status).toBe(200);
}

/** The deployment of the latest run, as the visitor copies its address. */
async function deploymentOf(page: Page): Promise<string> {
  const created = page.waitForResponse((response) => response.url().endsWith("/CreateDeployment"));
  await new PlaygroundPage(page).run("allAtOnce");
  const body = await (await created).body();
  const [id] = /[a-z2-7]{26}/.exec(body.toString("latin1")) ?? [];
  if (id === undefined) throw new Error("no id in the reply");
  return id;
}

test("a call from a terminal between runs shows up, and leads nobody away from their run", async ({
  page,
}) => {
  await page.goto("/en/play");
  const id = await deploymentOf(page);
  const playground = new PlaygroundPage(page);
  const own = await playground.calls();

  await Promise.all([callFromOutside(page, id, "Ada"), callFromOutside(page, id, "Bob")]);
  const news = page.getByRole("status").filter({ hasText: "2 calls from outside" });
  await expect(news).toBeVisible();
  expect(await playground.calls()).toEqual(own);

  await news.getByRole("button", { name: "Show" }).click();
  await expect(page.getByTestId("run-summary")).toContainText("2 calls from outside this page: 2 answered.");
  await expect(page.getByTestId("run-summary")).toContainText("a-terminal/1.0");
  await expect(news).toBeHidden();
  const rows = page.locator("table tbody tr[data-outside]");
  await expect(rows).toHaveCount(2);
  await expect(rows.first().getByRole("rowheader")).toHaveText("outside 1");
  await expect(rows.first()).toHaveAttribute("data-status", "OK");
  await playground.showTab("Console");
  await expect(page.getByText("Show outside call 1")).toBeVisible();

  // While the session is on screen, the next call joins it by itself.
  await callFromOutside(page, id, "Cleo");
  await playground.showTab("Calls");
  await expect(rows).toHaveCount(3);

  // The page holds one watch: none of this keeps the next run from its own.
  await playground.run("allAtOnce");
  expect((await playground.calls()).map(({ status }) => status)).toEqual(["OK", "OK", "OK", "OK"]);
  await expect(rows).toHaveCount(0);
});

test("in Chinese too, and after a reload", async ({ page }) => {
  await page.goto("/zh/play");
  const created = page.waitForResponse((response) => response.url().endsWith("/CreateDeployment"));
  await new PlaygroundPage(page, "zh").run("allAtOnce");
  const [id = ""] = /[a-z2-7]{26}/.exec((await (await created).body()).toString("latin1")) ?? [];
  await callFromOutside(page, id, "Ada");
  await expect(page.getByRole("status").filter({ hasText: "1 次来自外部的调用" })).toBeVisible();
  await page.reload();
  const news = page.getByRole("status").filter({ hasText: "1 次来自外部的调用" });
  await news.getByRole("button", { name: "查看" }).click();
  await expect(page.getByTestId("run-summary")).toContainText("从页面之外发起 1 次调用：1 次有应答。");
});

import { expect, test } from "@playwright/test";
import { PlaygroundPage } from "./playground-page.ts";

const endless = `import type { ConnectRouter } from "@connectrpc/connect";
import { Greeter } from "./gen/greet_pb";

export default (router: ConnectRouter) =>
  router.service(Greeter, {
    sayHello() {
      while (true) {}
    },
  });
`;

test("an endless loop is stopped by a named limit while a second visitor runs undisturbed", async ({
  browser,
}) => {
  const [first, second] = await Promise.all([browser.newContext(), browser.newContext()]);
  const hostile = new PlaygroundPage(await first.newPage());
  const neighbour = new PlaygroundPage(await second.newPage());
  await hostile.page.goto("/en/play");
  await neighbour.page.goto("/en/play");
  await hostile.edit("server.ts", endless);

  const [, calls] = await Promise.all([
    hostile.run("allAtOnce"),
    neighbour.run("allAtOnce").then(() => neighbour.calls()),
  ]);

  const card = hostile.page.locator('[data-failure="limit"]');
  await expect(card).toHaveAttribute("data-reason", "timeLimit");
  await expect(card).toContainText("2 s");
  expect((await hostile.calls()).every((row) => row.status === "RESOURCE_EXHAUSTED")).toBe(true);
  expect(calls.map((row) => row.status)).toEqual(["OK", "OK", "OK", "OK"]);
  await hostile.openFile("server.ts");
  await expect(hostile.page.locator(".monaco-editor")).toContainText("while (true) {}");
  await Promise.all([first.close(), second.close()]);
});

test("Stop ends an endless client program at once and keeps the page alive", async ({ page }) => {
  await page.goto("/en/play");
  const playground = new PlaygroundPage(page);
  await playground.edit(
    "client.ts",
    "/** Never ends */\nexport async function forever() {\n  while (true) {}\n}\n",
  );
  await expect(page.getByLabel("Experiment")).toContainText("Never ends");
  await playground.runButton.click();
  await playground.stopButton.click();
  await expect(playground.runButton).toBeVisible();
  await playground.showTab("Console");
  await playground.showTab("Timeline");
});

test("a double click on Run runs once and is not taken for Stop", async ({ page }) => {
  await page.goto("/en/play");
  const playground = new PlaygroundPage(page);
  await playground.chooseExperiment("allAtOnce");
  await playground.runButton.dblclick();
  await expect(page.locator("[data-finished-runs]")).toHaveAttribute("data-finished-runs", "1");
  const rows = await playground.calls();
  expect(rows.map((row) => row.status)).toEqual(["OK", "OK", "OK", "OK"]);
});

import { expect, test } from "@playwright/test";
import { PlaygroundPage } from "./playground-page.ts";

const proto =
  'syntax = "proto3"; package slow.v1; service Slow { rpc Go(Nothing) returns (Nothing); } message Nothing {}';

/** Keeps the turn of a start for more than a second, within the limit of a turn. */
const slowServer = (salt: number) => `import type { ConnectRouter } from "@connectrpc/connect";
import { Slow } from "./gen/slow_pb";
// ${Date.now()} ${salt}
const until = performance.now() + 1200;
while (performance.now() < until);
export default (router: ConnectRouter) => router.service(Slow, { go: () => ({}) });
`;

for (const [language, line] of [
  ["en", /^\d+(st|nd|rd|th) in line/],
  ["zh", /^排在第 \d+ 位/],
] as const) {
  test(`a run that must wait for its turn says its place in line, then runs (${language})`, async ({
    page,
    request,
  }) => {
    await page.goto(`/${language}/play`);
    const playground = new PlaygroundPage(page, language);
    await expect(playground.runButton).toBeEnabled();
    const busy = Array.from({ length: 10 }, (_, salt) =>
      request.post("/playground.v1.DeploymentService/CreateDeployment", {
        data: {
          files: [
            { path: "slow.proto", content: proto },
            { path: "server.ts", content: slowServer(salt) },
          ],
        },
      }),
    );
    // They are compiled in turn before the run is; then they stand before it where runners are started.
    await page.waitForTimeout(1_000);
    await playground.runButton.click();
    const notice = page.locator('[role="status"][data-place]');
    await expect(notice).toHaveText(line);
    await expect(page.locator('[data-finished-runs="1"]')).toBeVisible({ timeout: 60_000 });
    await expect(notice).toBeEmpty();
    await Promise.all(busy);
  });
}

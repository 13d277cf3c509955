import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { PlaygroundPage } from "./playground-page.ts";

function handler(body: string): string {
  return `import type { ConnectRouter } from "@connectrpc/connect";
import { Greeter } from "./gen/greet_pb";

const kept: unknown[] = [];

export default (router: ConnectRouter) =>
  router.service(Greeter, {
    sayHello(request) {
      ${body}
    },
  });
`;
}

test("a handler that throws is told with the visitor's own line, and the caller learns nothing", async ({
  page,
}) => {
  await page.goto("/en/play");
  const playground = new PlaygroundPage(page);
  await playground.edit("server.ts", handler('throw new TypeError("a private matter");'));
  await playground.run("allAtOnce");
  const card = page.locator('[data-failure="handlerThrew"]');
  await expect(card).toContainText("Your handler threw");
  await expect(card).toContainText("a private matter");
  await card.getByRole("button", { name: "server.ts, line 9" }).click();
  const rows = await playground.calls();
  expect(rows.every((row) => row.status === "UNKNOWN")).toBe(true);
  await expect(page.locator("table")).not.toContainText("a private matter");
});

test("a handler that fills the memory is stopped by the limit that is named", async ({ page }) => {
  await page.goto("/zh/play");
  const playground = new PlaygroundPage(page, "zh");
  await playground.edit("server.ts", handler("for (;;) kept.push(new Array(100_000).fill(request.name));"));
  await playground.run("blocking");
  const card = page.locator('[data-failure="limit"]');
  await expect(card).toHaveAttribute("data-reason", "memoryLimit");
  await expect(card).toContainText("内存上限");
  await expect(card).toContainText("MiB");
});

test("an experiment that throws keeps what was measured until then", async ({ page }) => {
  await page.goto("/en/play");
  const playground = new PlaygroundPage(page);
  await playground.edit(
    "client.ts",
    `import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Greeter } from "./gen/greet_pb";

/** Throws after one call */
export async function throwing() {
  await createClient(Greeter, transport).sayHello({ name: "Ada" });
  throw new RangeError("enough");
}
`,
  );
  await expect(page.getByLabel("Experiment")).toContainText("Throws after one call");
  await playground.run("throwing");
  const card = page.locator('[data-failure="clientThrew"]');
  await expect(card).toContainText("enough");
  await expect(card.getByRole("button", { name: "client.ts, line 8" })).toBeVisible();
  expect(await playground.calls()).toHaveLength(1);
});

test("a lost connection is named, and the code is kept", async ({ page, context }) => {
  await page.goto("/en/play");
  const playground = new PlaygroundPage(page);
  await playground.edit("server.ts", "// written on a train\n");
  await expect(playground.runButton).toBeEnabled();
  await context.setOffline(true);
  await playground.runButton.click();
  await expect(page.locator('[data-failure="lostConnection"]')).toContainText("Lost the connection");
  await context.setOffline(false);
  await page.reload();
  await playground.openFile("server.ts");
  await expect(page.locator(".monaco-editor")).toContainText("// written on a train");
});

test("a server that is too busy says when to try again", async ({ page }) => {
  const dataDir = mkdtempSync(join(tmpdir(), "rpc-playground-busy-"));
  const server = spawn(process.execPath, ["server/main.ts"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      PORT: "0",
      DATA_DIR: dataDir,
      LOG_LEVEL: "error",
      PLAYGROUND_LIMITS: JSON.stringify({ deploymentsPerMinute: 1 }),
    },
  });
  try {
    const origin = await new Promise<string>((resolve) => {
      server.stdout.on("data", (chunk: Buffer) => {
        const ready = /^ready (\S+)/m.exec(chunk.toString())?.[1];
        if (ready !== undefined) resolve(ready);
      });
    });
    await page.goto(`${origin}/en/play`);
    const playground = new PlaygroundPage(page);
    await playground.run("allAtOnce");
    await playground.runButton.click();
    const card = page.locator('[data-failure="busy"]');
    await expect(card).toContainText("Too busy right now");
    await expect(card).toContainText(/Try again in \d+ seconds?\./);
  } finally {
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGTERM");
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  }
});

import { expect, test } from "vitest";
import { createLog } from "#server/log.ts";
import { openSqliteStore } from "./open-sqlite-store.ts";
import { startRetention } from "./retention.ts";

function listen() {
  const lines: string[] = [];
  return { lines, log: createLog("info", (line) => lines.push(line)) };
}

test("begins at once, and the log says what went", async () => {
  const clock = { nowMs: 1_000 };
  const retention = { maxBytes: 1_000, keepMs: 10, maxIdleMs: 10 };
  const store = await openSqliteStore(":memory:", { retention, nowMs: () => clock.nowMs });
  await store.saveShare({ id: "a", content: new Uint8Array(10), createdAtMs: 1_000, version: "0.1.0" });
  clock.nowMs += 11;
  const { lines, log } = listen();
  const end = startRetention(store, log, Math.random);
  await expect.poll(() => lines.length).toBe(1);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    ...{ level: "info", message: "the store was tidied", deployments: 0, shares: 1, bytesLeft: 0 },
  });
  end();
  await store.close();
});

test("a store that cannot be tidied is a warning, and nothing is thrown", async () => {
  const store = await openSqliteStore(":memory:");
  await store.close();
  const { lines, log } = listen();
  const end = startRetention(store, log, Math.random);
  await expect.poll(() => lines.length).toBe(1);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    ...{ level: "warn", message: "the store could not be tidied" },
  });
  end();
});

test("once ended it says nothing more", async () => {
  const store = await openSqliteStore(":memory:");
  const { lines, log } = listen();
  startRetention(store, log, Math.random)();
  await store.close();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(lines).toEqual([]);
});

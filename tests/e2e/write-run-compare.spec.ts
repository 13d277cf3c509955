import { expect, test } from "@playwright/test";
import { maxOverlap, PlaygroundPage } from "./playground-page.ts";

const server = `import type { ConnectRouter } from "@connectrpc/connect";
import { Greeter } from "./gen/greet_pb";

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export default (router: ConnectRouter) =>
  router.service(Greeter, {
    async sayHello(request) {
      await sleep(1000);
      return { message: \`Good evening, \${request.name}!\` };
    },
  });
`;

test("a visitor changes the greeting, runs both experiments and sees what really happened", async ({
  page,
}) => {
  const problems: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(String(error)));

  await page.goto("/en/play");
  const playground = new PlaygroundPage(page);
  await playground.edit("server.ts", server);

  await playground.run("blocking");
  const blocking = await playground.calls();
  expect(blocking).toHaveLength(4);
  expect(blocking.map((row) => row.status)).toEqual(["OK", "OK", "OK", "OK"]);
  expect(maxOverlap(blocking.map((row) => [row.intendedUs, row.resumedUs]))).toBe(1);

  await expect(page.locator("table tbody tr[data-call]").first()).toContainText("Good evening");

  await playground.showTab("Console");
  const console = page.getByTestId("console-lines");
  await expect(console.getByText(/Good evening/).first()).toBeVisible();
  await expect(console.getByText(/Hello, /)).toHaveCount(0);

  const blockedGap = await longestHeartbeatGapMs(playground);
  expect(blockedGap).toBeGreaterThan(3900);

  await playground.setNumber("Calls", 25);
  await playground.run("allAtOnce");
  const concurrent = await playground.calls();
  expect(concurrent).toHaveLength(25);
  expect(concurrent.every((row) => row.status === "OK")).toBe(true);
  expect(maxOverlap(concurrent.map((row) => [row.intendedUs, row.resumedUs]))).toBe(25);
  expect(maxOverlap(concurrent.map((row) => [row.startedUs, row.endedUs]))).toBe(10);

  const perWorker = Map.groupBy(concurrent, (row) => row.worker);
  expect(perWorker.size).toBe(10);
  const waves = [0, 1, 2].map((wave) => [...perWorker.values()].filter((rows) => rows.length > wave).length);
  expect(waves).toEqual([10, 10, 5]);
  for (const rows of perWorker.values()) {
    expect(maxOverlap(rows.map((row) => [row.startedUs, row.endedUs]))).toBe(1);
  }

  const freeGap = await longestHeartbeatGapMs(playground);
  expect(freeGap).toBeLessThan(1000);
  await expect(page.getByTestId("run-summary")).toContainText("3 waves on 10 workers");
  expect(problems).toEqual([]);
});

/** Read from the record the page offers for download: the same one that every view folds. */
async function longestHeartbeatGapMs({ page }: PlaygroundPage): Promise<number> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download record" }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  const record = JSON.parse(Buffer.concat(chunks).toString("utf8")) as {
    threads: { side: string; beats: number[] }[];
  };
  const beats = record.threads.find((thread) => thread.side === "client")?.beats ?? [];
  expect(beats.length).toBeGreaterThan(1);
  return Math.max(...beats.slice(1).map((at, index) => at - (beats[index] ?? 0))) / 1000;
}

import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type LoadTarget, openTarget } from "./target.ts";

// Whole servers are started and stopped, perhaps on a machine that has other work.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

let target: LoadTarget;
let id: string;
beforeAll(async () => {
  target = await openTarget();
  id = await target.deploy();
}, 60_000);
afterAll(() => target.stop());

const script = fileURLToPath(new URL("../../scripts/load.ts", import.meta.url));

/** `npm run load` with these flags; `at` a line of progress it may be interrupted. */
function command(flags: readonly string[], interruptAt?: string) {
  const child = spawn(process.execPath, [script, ...flags], { stdio: ["ignore", "pipe", "pipe"] });
  const said = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => {
    said.stdout += chunk;
  });
  let isInterrupted = false;
  child.stderr.on("data", (chunk: Buffer) => {
    said.stderr += chunk;
    if (interruptAt === undefined || isInterrupted || !said.stderr.includes(interruptAt)) return;
    isInterrupted = true;
    child.kill("SIGINT");
  });
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    child.once("close", (code) => resolve({ code, ...said }));
  });
}

const least = () => ["--origin", target.url, "--deployment", id, "--method", "target.v1.Target/Wait"];

test("prints the page's numbers as JSON: counts, percentiles with n and definition, law, lag", async () => {
  const flags = [
    "--message",
    '{"name":"Ada"}',
    "--protocol",
    "grpc",
    "--rate",
    "40",
    "--arrivals",
    "constant",
  ];
  const { code, stdout, stderr } = await command([
    ...least(),
    ...flags,
    "--duration",
    "1s",
    "--deadline",
    "20s",
  ]);
  expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining("sent ") });
  const report = JSON.parse(stdout);
  expect(report).toMatchObject({
    unit: "µs",
    percentiles: expect.stringContaining("nearest rank"),
    plan: { protocol: "PROTOCOL_GRPC", httpVersion: "HTTP_VERSION_HTTP2", open: { ratePerSecond: 40 } },
    plannedCalls: 40,
    summary: {
      end: "LOAD_END_COMPLETED",
      counts: { due: 40, sent: 40, ok: 40, unsent: 0, heldBack: 0 },
      firstResponseJson: '{"greeting":"Hello, Ada"}',
      generator: { sent: 40, lag: { n: 40 } },
    },
  });
  const [level] = report.summary.levels;
  expect(level.law.verdict).toBe("LAW_VERDICT_HOLDS");
  expect(level.latencies.map(({ start }: { start: string }) => start)).toEqual([
    "LATENCY_START_INTENDED",
    "LATENCY_START_SEND",
  ]);
  expect(level.latencies[0].percentiles.map(({ p }: { p: number }) => p)).toEqual([
    0.5, 0.9, 0.95, 0.99, 0.999,
  ]);
});

test("an interrupt ends the run and prints what was measured", async () => {
  const { code, stdout } = await command([...least(), "--rate", "40", "--duration", "50s"], "ok ");
  expect(code).toBe(1);
  expect(JSON.parse(stdout).summary).toMatchObject({ end: "LOAD_END_STOPPED" });
});

test("what the server refuses is said in its words, with exit code 1; a wrong flag has 2", async () => {
  const refused = await command([...least().slice(0, -1), "target.v1.Target/Gone"]);
  expect(refused).toMatchObject({
    code: 1,
    stdout: "",
    stderr: expect.stringContaining('no method "target.v1.Target/Gone"'),
  });
  const wrong = await command([...least(), "--rate", "fast"]);
  expect(wrong).toMatchObject({
    code: 2,
    stdout: "",
    stderr: '--rate is a number, not "fast". See --help.\n',
  });
});

test("--strict does not let an overloaded measurement pass", async () => {
  const slow = await target.deploy({ workers: 1 });
  const flags = [
    "--message",
    '{"ms":100}',
    "--rate",
    "50",
    "--duration",
    "1s",
    "--deadline",
    "20s",
    "--strict",
    "--quiet",
  ];
  const { code, stderr } = await command([
    "--origin",
    target.url,
    "--deployment",
    slow,
    ...least().slice(4),
    ...flags,
  ]);
  expect({ code, stderr }).toEqual({ code: 3, stderr: "" });
});

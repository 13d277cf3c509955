import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bufLaunches } from "./buf-walls.ts";
import { bufBehindWalls, start } from "./run-buf.ts";

/**
 * buf can do much more than compile: read any folder and call any address. Asked to, as if a schema had taken it over,
 * it shows what its walls leave it. Without walls it reaches both, or the other tests would show nothing.
 */
let listener: Server;
let arrived = 0;
let folder: string;
const isRoot = process.getuid?.() === 0;
const launches = bufLaunches();
const unwalled = launches.filter(({ walls }) => walls.length === 0);
const jailed = launches.filter(({ walls }) => walls.includes("bubblewrap"));

beforeAll(async () => {
  listener = createServer((socket) => {
    arrived += 1;
    socket.on("error", () => {}).destroy();
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  folder = mkdtempSync(path.join(tmpdir(), "secrets-"));
  writeFileSync(path.join(folder, "secret.proto"), 'syntax = "proto3"; message TheSecret {}');
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await new Promise((resolve) => listener.close(resolve));
});

type Launch = (typeof launches)[number];

async function readsSecret(launch: Launch): Promise<boolean> {
  const result = await start(launch, ["build", folder, "-o", "-"], new Uint8Array());
  return result.kind === "ended" && Buffer.from(result.stdout).includes("TheSecret");
}

async function arrivals(launch: Launch): Promise<number> {
  arrived = 0;
  const { port } = listener.address() as { port: number };
  const words = ["curl", "--http2-prior-knowledge", "--data", "{}", `http://127.0.0.1:${port}/a.B/C`];
  await start(launch, words, new Uint8Array());
  return arrived;
}

test("without walls buf reads what the server reads, and calls whom it likes", async () => {
  const [launch] = unwalled;
  if (launch === undefined) throw new Error("there is always one without walls");
  expect(await readsSecret(launch)).toBe(true);
  expect(await arrivals(launch)).toBeGreaterThan(0);
});

test.skipIf(jailed.length === 0)("behind bubblewrap it reaches no file and no network", async () => {
  chmodSync(folder, 0o755);
  for (const launch of jailed) {
    expect(await readsSecret(launch)).toBe(false);
    expect(await arrivals(launch)).toBe(0);
  }
  chmodSync(folder, 0o700);
});

test.skipIf(!isRoot)("as another user it may not read the server's own files", async () => {
  const others = launches.filter(({ walls }) => walls.includes("user") && !walls.includes("bubblewrap"));
  expect(others.length).toBeGreaterThan(0);
  for (const launch of others) expect(await readsSecret(launch)).toBe(false);
});

test("whatever walls stand, it has nothing of the server's environment", async () => {
  const { walls, env } = await bufBehindWalls();
  expect(launches.map((launch) => launch.walls)).toContainEqual(walls);
  expect(Object.keys(env).sort()).toEqual(["BUF_CACHE_DIR", "HOME", "NODE_ENV", "PATH", "TMPDIR"]);
});

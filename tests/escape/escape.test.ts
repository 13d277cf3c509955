import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { findChromium } from "#scripts/find-chromium.ts";
import type { ServerMemory } from "#scripts/server-memory.ts";
import { attackBackend, type BackendGround, expectUntouched, openBackendGround } from "./attack-backend.ts";
import { attackClient, type ClientGround } from "./attack-client.ts";
import { attackDocument } from "./attack-document.ts";
import { attackFrame } from "./attack-frame.ts";
import { attackHandler } from "./attack-handler.ts";
import { attackSources, type HostileSources } from "./attack-sources.ts";
import { type Listener, openListener } from "./listener.ts";
import { type Neighbour, openNeighbour, type Phase } from "./neighbour.ts";
import { sendOrdinaryVisitors } from "./ordinary-visitors.ts";
import type { HandlerAttacks, SourceAttacks } from "./outcome.ts";
import { backendClient } from "./outcomes/backend-client.ts";
import { bridge } from "./outcomes/bridge.ts";
import { client } from "./outcomes/client.ts";
import { documents } from "./outcomes/documents.ts";
import { escapes } from "./outcomes/escapes.ts";
import { loops } from "./outcomes/loops.ts";
import { memory } from "./outcomes/memory.ts";
import { output } from "./outcomes/output.ts";
import { promises } from "./outcomes/promises.ts";
import { protos } from "./outcomes/protos.ts";
import { sources } from "./outcomes/sources.ts";
import { type RealServer, startRealServer } from "./real-server.ts";
import { openVisitorBrowser, type VisitorBrowser } from "./visitor-browser.ts";

const patienceMs = 120_000;
const quietMs = 4_000;
/** Five attacks at a time, their callers and a browser share the machine's cores with the neighbour. */
const statedFactor = 30;
/** What bounded caches may keep of sources, and how much larger the whole process may be; README.md says what that is. */
const keptLiveMb = 64;
const keptMb = 150;
const handlerGroups: Readonly<Record<string, HandlerAttacks>> = {
  // First, because some of its calls go on until the host's deadlines.
  promises,
  loops,
  memory,
  output,
  escapes,
  bridge,
};

const sourceGroups: Readonly<Record<string, SourceAttacks>> = { sources, protos };

const chromium = findChromium();

let server: RealServer;
let neighbour: Neighbour;
let before: ServerMemory | null = null;
const phases: Record<string, Phase> = {};

beforeAll(async () => {
  server = await startRealServer();
  await sendOrdinaryVisitors(server.url);
  await untilLive(0);
  neighbour = await openNeighbour(server.url);
  // Its first calls warm it up.
  await delay(1_000);
  neighbour.nextPhase();
  await delay(quietMs);
  phases.quiet = neighbour.nextPhase();
  before = await server.memory();
  neighbour.nextPhase();
}, 3 * patienceMs);

afterAll(async () => {
  await neighbour?.stop();
  await server?.stop();
  printPhases();
}, patienceMs);

describe.each(Object.entries(handlerGroups))("%s:", (group, attacks) => {
  test("every file has an outcome, and every outcome a file", () => checkFiles(group, attacks));

  test.concurrent.each(Object.entries(attacks))(
    "%s",
    (name, attack) => attackHandler(server, group, name, attack),
    patienceMs,
  );

  test("leave the neighbour undisturbed and no process behind", () => checkPeace(group), patienceMs);
});

describe.each(Object.entries(sourceGroups))("%s:", (group, attacks) => {
  test("every file has an outcome, and every outcome a file", () => checkFiles(group, attacks));

  test.concurrent.each(Object.entries(attacks))(
    "%s",
    async (name, outcomes) => {
      const hostile: HostileSources = await import(`./attacks/${group}/${name}.ts`);
      await attackSources(server, hostile, outcomes);
    },
    patienceMs,
  );

  test("leave the neighbour undisturbed and no process behind", () => checkPeace(group), patienceMs);
});

describe("backend-client:", () => {
  let listener: Listener;
  let ground: BackendGround;

  beforeAll(async () => {
    listener = await openListener();
    ground = await openBackendGround(server, listener);
  }, patienceMs);
  afterAll(() => listener?.close());

  test("every file has an outcome, and every outcome a file", () =>
    checkFiles("backend-client", backendClient));

  test.concurrent.each(Object.entries(backendClient))(
    "%s",
    (name, outcomes) => attackBackend(ground, name, outcomes),
    patienceMs,
  );

  test("nothing arrived at the listener, not even a connection", () => {
    expect(listener.arrivals).toEqual([]);
  });

  test("nobody got into another's deployment", () => expectUntouched(ground), patienceMs);

  test(
    "leave the neighbour undisturbed and no process behind",
    () => checkPeace("backend-client"),
    patienceMs,
  );
});

describe.skipIf(chromium === undefined)("client:", () => {
  let browser: VisitorBrowser;
  let listener: Listener;
  let ground: ClientGround;

  beforeAll(async () => {
    listener = await openListener();
    browser = await openVisitorBrowser(chromium ?? "", server.url);
    ground = { server, browser, listener };
  }, patienceMs);
  afterAll(async () => {
    await browser?.close();
    await listener?.close();
  });

  test("every file has an outcome, and every outcome a file", () => checkFiles("client", client));

  test.concurrent.each(Object.entries(client))(
    "%s",
    (name, outcome) => attackClient(ground, name, outcome),
    patienceMs,
  );

  test("nothing arrived at the listener, not even a connection", () => {
    expect(listener.arrivals).toEqual([]);
  });

  test(
    "the sandboxed document itself reaches nothing either",
    async () => {
      await attackFrame(browser, listener);
      // Chromium connects ahead for a nested frame before the policy refuses it; nothing is said on that connection.
      expect(listener.arrivals.filter((arrival) => arrival !== "TCP connection")).toEqual([]);
    },
    patienceMs,
  );

  test("every document has an outcome, and every outcome a document", () =>
    checkFiles("documents", documents));

  test.concurrent.each(Object.entries(documents))(
    "opened in a window: %s",
    (name, outcome) => attackDocument(server, browser, name, outcome),
    patienceMs,
  );

  test(
    "a page without our policy does reach the listener",
    async () => {
      expect(await browser.reach(listener.url)).toBe("0");
      expect(listener.arrivals).toContain("GET /");
    },
    patienceMs,
  );

  test("leave the neighbour undisturbed and no process behind", () => checkPeace("client"), patienceMs);
});

function checkFiles(group: string, attacks: Readonly<Record<string, unknown>>): void {
  const files = readdirSync(join(import.meta.dirname, "attacks", group));
  const names = Object.keys(attacks).map((name) => `${name}.ts`);
  expect(files.toSorted()).toEqual(names.toSorted());
}

/** After a group: the neighbour was answered all the time, and there is no process that the server does not know. */
async function checkPeace(group: string): Promise<void> {
  const phase = neighbour.nextPhase();
  phases[group] = phase;
  expect([...new Set(phase.errors)]).toEqual([]);
  expect(phase.answered).toBeGreaterThan(20);
  expect(server.exitCode()).toBeNull();
  await expect.poll(countUnknown, { timeout: 30_000, interval: 250 }).toBe(0);
}

/** Until so many runners live, and the warm ones wait. */
async function untilLive(live: number): Promise<void> {
  const expected = { live, warm: server.limits.warmRunners };
  const look = async () => expect((await server.readiness()).runners).toEqual(expected);
  await vi.waitFor(look, { timeout: 90_000, interval: 500 });
}

/** Runner processes beyond those that live and those that wait. */
async function countUnknown(): Promise<number> {
  const { live, warm } = (await server.readiness()).runners;
  return (server.runnerProcesses()?.ours ?? live + warm) - live - warm;
}

describe("afterwards", () => {
  test(
    "only the neighbour's runner is left",
    async () => {
      await untilLive(1);
      expect(await countUnknown()).toBe(0);
    },
    patienceMs,
  );

  test("the server's memory is what it was, but for what it may keep of sources", async () => {
    const after = await server.memory();
    if (before === null || after === null) return;
    process.stderr.write(`server before the attacks: ${inMb(before)}\nserver after: ${inMb(after)}\n`);
    expect(after.heapUsedMb + after.externalMb - before.heapUsedMb - before.externalMb).toBeLessThan(
      keptLiveMb,
    );
    expect(after.ownMb - before.ownMb).toBeLessThan(keptMb);
  });

  test(
    "a server that was told to stop leaves no runner anywhere",
    async () => {
      await neighbour.stop();
      await server.stop();
      expect(server.exitCode()).toBe(0);
      expect(server.runnerProcesses()?.all ?? 0).toBe(0);
      expect(server.log.filter((line) => /uncaught|unhandled|internal fault/i.test(line))).toEqual([]);
    },
    patienceMs,
  );
});

function inMb({ ownMb, pssMb, heapMb, heapUsedMb, externalMb }: ServerMemory): string {
  const mib = (value: number) => `${value.toFixed(0)} MiB`;
  const live = `live objects ${mib(heapUsedMb)} in a heap of ${mib(heapMb)} and what they hold outside ${mib(externalMb)}`;
  return `${mib(ownMb)} of its own (${mib(pssMb)} with its share of files), of which ${live}`;
}

/** For the reader of the report; times are no assertion. */
function printPhases(): void {
  const quietMs = phases.quiet?.p99Ms ?? 0;
  const rows = Object.entries(phases).map(([name, { answered, errors, p50Ms, p99Ms, maxMs }]) => {
    const factor = name === "quiet" ? "" : `, ${(p99Ms / quietMs).toFixed(1)} times the quiet p99`;
    const counts = `${String(answered).padStart(5)} answered, ${errors.length} errors`;
    return `  ${name.padEnd(15)} ${counts}, p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms${factor}, worst ${maxMs.toFixed(1)} ms`;
  });
  process.stderr.write(
    `neighbour, whose p99 is to stay within ${statedFactor} times its quiet one:\n${rows.join("\n")}\n`,
  );
}

import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ConnectRouter } from "@connectrpc/connect";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ClientFact } from "#client-runtime/messages.ts";
import { findChromium } from "#scripts/find-chromium.ts";
import { buildClient } from "#server/build/build-client.ts";
import { compileProtos } from "#server/schema/compile-protos.ts";
import { generateTypes } from "#server/schema/generate-types.ts";
import { openSandboxPage, type SandboxPage } from "./sandbox-page.ts";

const browser = findChromium();
const files = ["greet.proto", "server.ts", "client.ts"].map((name) => ({
  path: name,
  content: readFileSync(path.join("starters/greeter/zh", name), "utf8"),
}));

const folder = mkdtempSync(path.join(tmpdir(), "starter-"));
let sandbox: SandboxPage;
let modules: Awaited<ReturnType<typeof buildClient>>["modules"];

/** The default export of `server.ts`, loaded as a plain Node project would load it. */
async function loadRoutes(
  generated: readonly { path: string; content: string }[],
): Promise<(router: ConnectRouter) => void> {
  symlinkSync(path.resolve("node_modules"), path.join(folder, "node_modules"));
  for (const file of [...files, ...generated]) {
    mkdirSync(path.dirname(path.join(folder, file.path)), { recursive: true });
    writeFileSync(path.join(folder, file.path), file.content);
  }
  const outfile = path.join(folder, "server.mjs");
  await build({
    absWorkingDir: folder,
    entryPoints: ["server.ts"],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
  });
  return (await import(pathToFileURL(outfile).href)).default;
}

beforeAll(async () => {
  if (browser === undefined) return;
  const schema = await compileProtos(files);
  if (!schema.ok) throw new Error(schema.problem[0]?.message);
  const [ts, js] = [await generateTypes(schema.value, "ts"), await generateTypes(schema.value, "js")];
  if (!ts.ok || !js.ok) throw new Error("the starter's schema is not too large");
  const routes = await loadRoutes(ts.value);
  ({ modules } = await buildClient({ files, generated: js.value }));
  sandbox = await openSandboxPage(browser, routes);
  await sandbox.prepare([]);
}, 60_000);

afterAll(async () => {
  await sandbox?.close();
  rmSync(folder, { recursive: true });
});

async function run(experiment: string): Promise<ClientFact[]> {
  return sandbox.run({
    runId: experiment,
    baseUrls: [`${sandbox.origin}/d/x`],
    modules: modules.map(({ path, code, sourceMap }) => ({ path, code, sourceMap })),
    experiment,
    settings: {
      workers: 10,
      queueLimit: null,
      network: { delayMs: 0, jitterMs: 0, bandwidthKbps: 0 },
      protocol: "connect",
      codec: "binary",
      calls: 2,
    },
    maxRunMs: 30_000,
    maxFacts: 1_000_000,
    logBytes: 100_000,
  });
}

describe.skipIf(browser === undefined)(
  "the starter in Chromium, against its own server.ts on connect-node",
  () => {
    test.each([
      ["blocking", true, false],
      ["awaiting", false, false],
      ["callbacks", false, true],
      ["allAtOnce", false, true],
    ])("%s: blocking %s, overlapping %s", async (experiment, isBlocking, overlaps) => {
      const facts = await run(experiment);
      const attempts = [
        ...new Map(
          facts.flatMap((fact) => (fact.kind === "attempt" ? [[fact.attempt.call, fact.attempt]] : [])),
        ).values(),
      ];
      expect(facts.at(-1)).toMatchObject({ kind: "ended", outcome: { kind: "finished" } });
      expect(attempts.map(({ blocking, code }) => [blocking, code])).toEqual([
        [isBlocking, 0],
        [isBlocking, 0],
      ]);
      const [first, second] = attempts;
      expect((second?.sentUs ?? 0) < (first?.receivedUs ?? 0)).toBe(overlaps);
      const replies = facts
        .flatMap((fact) => (fact.kind === "log" ? [fact.entry.text] : []))
        .filter((text) => text.startsWith("Hello, "));
      expect(replies.toSorted()).toEqual(["Hello, 第 1 位!", "Hello, 第 2 位!"]);
    });
  },
);

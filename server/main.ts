import { readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { ok, type Result } from "#lib/result.ts";
import { buildClient } from "./build/build-client.ts";
import { buildProgram } from "./build/build-program.ts";
import { esbuildWalls } from "./build/esbuild-walls.ts";
import { type Env, readEnv, setNextEnv } from "./env.ts";
import { helpText } from "./environment-variables.ts";
import { isAuthority } from "./gateway/authority-guard.ts";
import { createGateway } from "./gateway/create-gateway.ts";
import { namesDeployment } from "./gateway/find-deployment.ts";
import { createLastResort } from "./last-resort.ts";
import { createLateSandbox } from "./late-sandbox.ts";
import { createLog, type Log } from "./log.ts";
import { openPages } from "./port/pages.ts";
import { readSandboxDocument } from "./port/sandbox-document.ts";
import { createSandbox } from "./sandbox/create-sandbox.ts";
import type { SandboxStatus } from "./sandbox/sandbox.ts";
import { compileProtos } from "./schema/compile-protos.ts";
import { formatProto } from "./schema/format-proto.ts";
import { generateTypes } from "./schema/generate-types.ts";
import { bufBehindWalls } from "./schema/run-buf.ts";
import { startServer } from "./start-server.ts";
import { openStore } from "./store/open-store.ts";
import { startRetention } from "./store/retention.ts";
import { whyNotOpen } from "./store/why-not-open.ts";

const root = join(import.meta.dirname, "..");
const mode = process.argv.includes("--dev") ? "development" : "production";

/** One sentence for whoever started us, and no stack. */
function refuseToStart(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/**
 * V8 counts the bodies that pass through against the old space's limit, though they die young: under calls of 10 kB it
 * would mark the whole heap five times a second. Garbage may make up two thirds of the heap before it does.
 */
function giveHeapRoom(): void {
  setFlagsFromString("--heap-growing-percent=200");
}

async function main(env: Env): Promise<void> {
  giveHeapRoom();
  const log = createLog(env.logLevel, (line) => process.stderr.write(line));
  const handleUncaught = createLastResort(log, () => process.exit(1));
  process.on("uncaughtException", handleUncaught);
  process.on("unhandledRejection", handleUncaught);
  setNextEnv(mode);
  // Standard output is for the one line below, which scripts wait for; Next would chat there.
  process.stdout.write = process.stderr.write.bind(process.stderr);

  const tls = readTls(env);
  if (!tls.ok) refuseToStart(tls.problem);
  const sandboxDocument = await readSandboxDocument(join(root, "public/run/manifest.json")).catch(() =>
    refuseToStart("The client runtime is not built: run `npm run assets` first."),
  );
  const { retention } = env.store;
  const store = await openStore(env.store, { retention }).catch((error) =>
    refuseToStart(whyNotOpen(error, env.store)),
  );
  const { limits, trustProxy, drainMs } = env;
  const clock = { nowUs: () => Number(process.hrtime.bigint() / 1_000n) };
  const sandbox = createLateSandbox(() =>
    createSandbox({
      limits,
      runnerPath: join(root, ".assets/runner.mjs"),
      runtimePath: join(root, ".assets/handler-runtime.js"),
    }),
  );
  const server = await startServer({
    store,
    sandbox,
    createGateway: (given) => createGateway({ ...given, sandbox, limits, clock, random: Math.random, log }),
    compilers: { compileProtos, generateTypes, buildProgram, buildClient, formatProto },
    openPages: (where) => openPages({ mode, root, ...where }),
    where: env,
    nowUs: clock.nowUs,
    isAuthority,
    namesDeployment,
    sandboxDocument,
    mode,
    limits,
    trustProxy,
    drainMs,
    tls: tls.value,
    log,
  }).catch((error: NodeJS.ErrnoException) => refuseToStart(whyNotListening(error, env)));

  const endRetention = startRetention(store, log, Math.random);
  stopOn(["SIGTERM", "SIGINT"], () => {
    endRetention();
    return server.stop();
  });
  try {
    await server.ready;
  } catch (error) {
    refuseToStart(`The pages cannot be served: ${error instanceof Error ? error.message : error}`);
  }
  logWalls(log, sandbox.status().walls);
  log.info("walls around compilers", { buf: (await bufBehindWalls()).walls, esbuild: await esbuildWalls() });
  writeSync(1, `ready ${server.url}\n`);
}

/** Which walls stand between strangers' code and this machine, for whoever starts the server. */
function logWalls(log: Log, walls: SandboxStatus["walls"]): void {
  const names = Object.keys(walls);
  const missing = names.filter((name) => walls[name] !== true);
  log.info("walls around handlers", { standing: names.filter((name) => walls[name] === true), missing });
  if (missing.includes("bubblewrap")) {
    log.warn("bubblewrap does not stand: only the isolate keeps handlers from network and files", {
      missing,
    });
  }
}

function readTls({ tls }: Env): Result<{ cert: Buffer; key: Buffer } | null> {
  if (tls === null) return ok(null);
  try {
    return ok({ cert: readFileSync(tls.certFile), key: readFileSync(tls.keyFile) });
  } catch (error) {
    return { ok: false, problem: `TLS_CERT or TLS_KEY cannot be read: ${(error as Error).message}` };
  }
}

function whyNotListening(error: NodeJS.ErrnoException, { host, port }: Env): string {
  switch (error.code) {
    case "EADDRINUSE":
      return `Port ${port} on ${host} is in use; set PORT to another one.`;
    case "EACCES":
      return `Port ${port} on ${host} is not allowed for this user; set PORT to one above 1023.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `HOST ${host} is no address of this machine.`;
    default:
      return `The server cannot start: ${error.message}`;
  }
}

/** The first signal stops gracefully, the second at once. */
function stopOn(signals: readonly NodeJS.Signals[], stop: () => Promise<void>): void {
  let isStopping = false;
  for (const signal of signals) {
    process.on(signal, () => {
      if (isStopping) process.exit(1);
      isStopping = true;
      stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}

if (process.argv.includes("--help")) {
  writeSync(1, helpText());
  process.exit(0);
}
const env = readEnv();
if (env.ok) await main(env.value);
else refuseToStart(env.problem);

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultLimits, type Limits } from "#lib/limits.ts";
import { buildHandlerRuntime, handlerRuntimePath, runnerPath } from "#scripts/assets/handler-runtime.ts";
import { buildClient } from "#server/build/build-client.ts";
import { buildProgram } from "#server/build/build-program.ts";
import { isAuthority } from "#server/gateway/authority-guard.ts";
import { createGateway } from "#server/gateway/create-gateway.ts";
import { namesDeployment } from "#server/gateway/find-deployment.ts";
import { createLog } from "#server/log.ts";
import { createSandbox } from "#server/sandbox/create-sandbox.ts";
import { compileProtos } from "#server/schema/compile-protos.ts";
import { formatProto } from "#server/schema/format-proto.ts";
import { generateTypes } from "#server/schema/generate-types.ts";
import { type ServerParts, startServer } from "#server/start-server.ts";
import { openSqliteStore } from "#server/store/open-sqlite-store.ts";
import type { Store } from "#server/store/store.ts";

export type OpenBackend = { readonly url: string; stop(): Promise<void> };

/**
 * The whole server but its pages, on a free port of this machine, with an empty store: for tests and for whoever writes
 * lessons. `overrides` are limits of its own; a store in a given folder is the caller's, and stays. An open store is closed
 * with the backend. The caller stops it.
 */
export async function openBackend(
  overrides: Partial<Limits> = {},
  tls: ServerParts["tls"] = null,
  kept: string | Store | null = null,
): Promise<OpenBackend> {
  await buildHandlerRuntime();
  const folder = typeof kept === "string" ? kept : mkdtempSync(join(tmpdir(), "playground-backend-"));
  const isOpen = kept !== null && typeof kept !== "string";
  const limits = { ...defaultLimits, ...overrides };
  const log = createLog("warn", (line) => process.stderr.write(line));
  const sandbox = await createSandbox({ limits, runnerPath, runtimePath: handlerRuntimePath });
  const clock = { nowUs: () => Number(process.hrtime.bigint() / 1_000n) };
  const server = await startServer({
    store: isOpen ? kept : await openSqliteStore(join(folder, "store.sqlite")),
    sandbox,
    createGateway: (given) => createGateway({ ...given, sandbox, limits, clock, random: Math.random, log }),
    compilers: { compileProtos, generateTypes, buildProgram, buildClient, formatProto },
    openPages: async () => ({
      handle: async (_request, response) => void response.end("a page"),
      upgrade: (_request, socket) => void socket.destroy(),
      close: async () => {},
    }),
    limits,
    where: { host: "127.0.0.1", port: 0 },
    drainMs: 5_000,
    nowUs: clock.nowUs,
    isAuthority,
    namesDeployment,
    sandboxDocument: "",
    mode: "production",
    trustProxy: 0,
    log,
    tls,
  });
  await server.ready;
  return {
    url: server.url,
    async stop() {
      await server.stop();
      if (folder !== kept) rmSync(folder, { recursive: true, force: true });
    },
  };
}

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toJsonString } from "@bufbuild/protobuf";
import { createClient } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-node";
import { SqliteDialect } from "kysely";
import { CreateDeploymentResponseSchema, DeploymentService } from "#lib/gen/playground/v1/deployment_pb.ts";
import { defaultLimits } from "#lib/limits.ts";
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
import { openKyselyStore } from "#server/store/kysely-store.ts";
import { openSqlite } from "#server/store/open-sqlite.ts";
import type { HandlerProgram } from "./read-program.ts";

export type Backend = {
  readonly url: string;
  /** The id under which the program answers. Throws with its diagnostics. */
  deploy(program: HandlerProgram): Promise<string>;
  stop(): Promise<void>;
};

/** The whole backend but the pages, over TLS when it is given a certificate, with turns long enough for a busy test machine. */
export async function startBackend(tls: ServerParts["tls"] = null): Promise<Backend> {
  await buildHandlerRuntime();
  const folder = mkdtempSync(join(tmpdir(), "playground-handlers-"));
  const limits = { ...defaultLimits, turnMs: 10_000, cpuBurstMs: 120_000, deploymentsPerMinute: 1_000 };
  const log = createLog("warn", (line) => process.stderr.write(line));
  const sandbox = await createSandbox({ limits, runnerPath, runtimePath: handlerRuntimePath });
  const clock = { nowUs: () => Number(process.hrtime.bigint() / 1_000n) };
  const server = await startServer({
    store: await openKyselyStore(new SqliteDialect({ database: openSqlite(join(folder, "store.sqlite")) })),
    sandbox,
    createGateway: (loadDeployment, startLine) =>
      createGateway({ loadDeployment, startLine, sandbox, limits, clock, random: Math.random, log }),
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
  const nodeOptions = { ca: tls?.cert };
  const transport = createConnectTransport({ baseUrl: server.url, httpVersion: "1.1", nodeOptions });
  const api = createClient(DeploymentService, transport);
  return {
    url: server.url,
    async deploy({ files }) {
      const answer = await api.createDeployment({ files: [...files], settings: {} });
      if (answer.id === "") throw new Error(toJsonString(CreateDeploymentResponseSchema, answer));
      return answer.id;
    },
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

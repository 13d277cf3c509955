import { createServer as createHttp1Server } from "node:http";
import { createServer as createHttp2Server, type ServerHttp2Session } from "node:http2";
import type { AddressInfo, Server } from "node:net";
import { create } from "@bufbuild/protobuf";
import type { ConnectRouter } from "@connectrpc/connect";
import { SettingsSchema } from "#lib/gen/playground/v1/deployment_pb.ts";
import type { ServerAttempt, ServerEvent } from "#lib/gen/playground/v1/event_pb.ts";
import { defaultLimits, type Limits } from "#lib/limits.ts";
import type { OpenResult, Program, Sandbox } from "#server/sandbox/sandbox.ts";
import { createGateway } from "./create-gateway.ts";
import type { Gateway, HostedDeployment } from "./gateway.ts";
import type { StartLine } from "./start-line.ts";
import { createTestSandbox, type TestSandbox } from "./test-sandbox.ts";
import { echoDescription, echoDescriptorSet } from "./test-service.ts";

/** The echo service's handlers in a real sandbox, in place of `routes`. */
export type RealProgram = { readonly sandbox: Sandbox; readonly program: Program };

export type TestGatewayOptions = {
  readonly real?: RealProgram;
  readonly routes: (router: ConnectRouter) => void;
  readonly settings?: Parameters<typeof create<typeof SettingsSchema>>[1];
  readonly limits?: Partial<Limits>;
  readonly ids?: readonly string[];
  readonly startLine?: StartLine;
  readonly refuse?: () => OpenResult | null;
};

export type TestGateway = {
  readonly gateway: Gateway;
  readonly sandbox: TestSandbox;
  /** `http://127.0.0.1:<port>`, HTTP/1.1 and HTTP/2 with prior knowledge. */
  readonly http1: string;
  readonly http2: string;
  readonly port: number;
  readonly http2Port: number;
  deployment(id?: string): HostedDeployment;
  /** Reads the record until `enough` of the newest state of every attempt. */
  attempts(
    enough: (attempts: readonly ServerAttempt[]) => boolean,
    id?: string,
  ): Promise<readonly ServerAttempt[]>;
  events(
    enough: (events: readonly ServerEvent[]) => boolean,
    runId?: string,
  ): Promise<readonly ServerEvent[]>;
  close(): Promise<void>;
};

/** A gateway behind two real servers on loopback. The deployments `echo` and `other` exist. */
export async function openTestGateway(options: TestGatewayOptions): Promise<TestGateway> {
  const sandbox = createTestSandbox(options);
  const ids = options.ids ?? ["echo", "other"];
  const deployment = (id = "echo"): HostedDeployment => ({
    id,
    services: [echoDescription],
    settings: create(SettingsSchema, options.settings),
    program: options.real?.program ?? { modules: [], entry: "server" },
    descriptorSet: echoDescriptorSet,
  });
  const gateway = createGateway({
    loadDeployment: async (id) => (ids.includes(id) ? deployment(id) : null),
    sandbox: options.real?.sandbox ?? sandbox,
    limits: { ...defaultLimits, ...options.limits },
    clock: { nowUs: () => Number(process.hrtime.bigint() / 1_000n) },
    ...(options.startLine && { startLine: options.startLine }),
    random: Math.random,
    log: { debug() {}, info() {}, warn() {}, error() {} },
  });
  const http1 = createHttp1Server((request, response) => gateway.handleHttp1(request, response));
  const http2 = createHttp2Server();
  const sessions = new Set<ServerHttp2Session>();
  http2.on("session", (session) => {
    sessions.add(session);
    session.on("close", () => sessions.delete(session));
  });
  http2.on("stream", (stream, headers) => gateway.handleHttp2(stream, headers));
  const [port, http2Port] = [await listen(http1), await listen(http2)];

  const events: TestGateway["events"] = async (enough, runId = "") => {
    const seen: ServerEvent[] = [];
    const stop = new AbortController();
    for await (const batch of gateway.watch("echo", runId, stop.signal)) {
      seen.push(...batch.events);
      if (enough(seen)) break;
    }
    return seen;
  };
  const attempts: TestGateway["attempts"] = async (enough, id = "echo") => {
    const newest = new Map<number, ServerAttempt>();
    for await (const batch of gateway.watch(id, "", new AbortController().signal)) {
      for (const { event } of batch.events)
        if (event.case === "attempt") newest.set(event.value.sequence, event.value);
      if (enough([...newest.values()])) break;
    }
    return [...newest.values()].sort((a, b) => a.sequence - b.sequence);
  };

  return {
    gateway,
    sandbox,
    http1: `http://127.0.0.1:${port}`,
    http2: `http://127.0.0.1:${http2Port}`,
    port,
    http2Port,
    deployment,
    attempts,
    events,
    async close() {
      await sandbox.close();
      http1.closeAllConnections();
      for (const session of sessions) session.destroy();
      await Promise.all([closed(http1), closed(http2)]);
    },
  };
}

/** Every attempt is over: replied or cancelled, and its handler has stopped if it ever began. */
export function allOver(attempts: readonly ServerAttempt[]): boolean {
  return attempts.every(
    ({ code, startedUs, endedUs }) =>
      code !== undefined && (startedUs === undefined || endedUs !== undefined),
  );
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}

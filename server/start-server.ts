import type { Limits } from "#lib/limits.ts";
import { createEdgeInterceptor } from "./edge-interceptor.ts";
import type { AttemptTap } from "./gateway/attempt-tap.ts";
import type { Gateway, HostedDeployment } from "./gateway/gateway.ts";
import { HealthState } from "./gateway/standard/health-state.ts";
import type { StartLine } from "./gateway/start-line.ts";
import { createLoadTests } from "./load/load-tests.ts";
import { ownPort } from "./load/own-port.ts";
import { openWire } from "./open-wire.ts";
import { openPort, type PortParts } from "./port/open-port.ts";
import type { Pages } from "./port/pages.ts";
import { createPagesDoor } from "./port/pages-door.ts";
import { createFairQueue } from "./quota/fair-queue.ts";
import { createPlaces } from "./quota/places.ts";
import { createQuota } from "./quota/quota.ts";
import { createRunPermits } from "./quota/run-permits.ts";
import { visitorKey } from "./quota/visitor-key.ts";
import { createReadinessBoard } from "./readiness.ts";
import { createRoutes } from "./routes.ts";
import type { Sandbox } from "./sandbox/sandbox.ts";
import { untilCodeRuns } from "./self-test.ts";
import { createClockService } from "./services/clock-service.ts";
import { type Compilers, compileDeployment } from "./services/compile-deployment.ts";
import { createDeploymentLibrary } from "./services/deployment-library.ts";
import { createDeploymentService } from "./services/deployment-service.ts";
import { createEditorService, type EditorServiceParts } from "./services/editor-service.ts";
import { createLineService } from "./services/line-service.ts";
import { createLoadService } from "./services/load-service.ts";
import { createSharePageReader } from "./services/read-share-page.ts";
import { createRunService } from "./services/run-service.ts";
import { createShareLibrary } from "./services/share-library.ts";
import { createShareService } from "./services/share-service.ts";
import { createWireService } from "./services/wire-service.ts";
import type { Store } from "./store/store.ts";
import { StoreError } from "./store/store-error.ts";
import { storeUnavailable } from "./store-unavailable.ts";

export type ServerParts = {
  readonly store: Store;
  readonly sandbox: Sandbox;
  createGateway(given: {
    loadDeployment(id: string): Promise<HostedDeployment | null>;
    noteUse(id: string): void;
    readonly startLine: StartLine;
    readonly tap: AttemptTap;
  }): Gateway;
  readonly compilers: Compilers & Pick<EditorServiceParts, "buildClient" | "formatProto">;
  openPages(where: { readonly hostname: string; readonly port: number }): Promise<Pages>;
  readonly limits: Limits;
  readonly where: { readonly host: string; readonly port: number };
  readonly drainMs: number;
  /** Monotonic, µs: the clock of the event record. */
  nowUs(): number;
} & Pick<
  PortParts,
  "isAuthority" | "namesDeployment" | "sandboxDocument" | "mode" | "trustProxy" | "log" | "tls"
>;

export type RunningServer = {
  readonly url: string;
  /** Resolves when pages are served and code can run. Rejects when there are no pages to serve. */
  readonly ready: Promise<void>;
  /** Stops gracefully; resolves when nothing of it is left. */
  stop(): Promise<void>;
};

/** Of what could not be saved when it was deployed. */
const saveLateEveryMs = 10_000;

/** Wires the rooms together and opens the port. Rejects with Node's error when the address is taken. */
export async function startServer(parts: ServerParts): Promise<RunningServer> {
  const { store, sandbox, compilers, limits, log, nowUs } = parts;
  const lifetime = new AbortController();
  const library = createDeploymentLibrary({
    store,
    compile: (files) => compileDeployment(files, compilers, lifetime.signal),
    nowMs: Date.now,
  });
  const shared = createShareLibrary(store, Date.now);
  const { compileLine, startLine, loadLine } = openLines(parts);
  const wire = openWire(parts);
  const gateway = parts.createGateway({
    async loadDeployment(id) {
      try {
        return (await library.load(id)) ?? null;
      } catch (error) {
        throw error instanceof StoreError ? storeUnavailable(error) : error;
      }
    },
    noteUse: (id) => store.noteDeploymentUse(id),
    startLine: {
      enter: (asker) => startLine.enter(asker),
      visitorOf: ({ remoteAddress, forwardedFor }) =>
        visitorKey(remoteAddress, forwardedFor, parts.trustProxy),
    },
    tap: wire.captures,
  });
  const places = createPlaces(limits.maxWatches);
  const quota = createQuota({ perMinute: limits.deploymentsPerMinute, nowMs: () => nowUs() / 1000 });
  const nowMs = () => nowUs() / 1000;
  const runs = createRunPermits(createQuota({ perMinute: limits.runsPerMinute, nowMs }), nowMs);
  const target = () => ownPort({ ...parts.where, port: port.address.port }, parts.tls);
  const tests = createLoadTests({ target, log });
  const shutdown = new AbortController();
  const health = new HealthState();
  const board = createReadinessBoard({
    health,
    sandboxStatus: () => sandbox.status(),
    checkStore: () => store.check(),
  });
  const pages = createPagesDoor();
  const api = createRoutes({
    deployments: createDeploymentService({
      ...{ limits, quota, runs, places, compileLine, library, gateway, nowUs },
    }),
    experiments: createRunService({ limits, library, gateway, runs }),
    loads: createLoadService({
      ...{ limits, library, gateway, tests, line: loadLine },
      quota: createQuota({ perMinute: limits.loadsPerMinute, nowMs }),
      places: createPlaces(limits.maxLoadsPerVisitor),
      isTapped: () => wire.taps.watches(target().host),
    }),
    editor: createEditorService({ ...compilers, limits, compileLine }),
    line: createLineService([compileLine, startLine]),
    wire: createWireService({
      ...{ limits, runs, library, nowUs, captures: wire.captures, taps: wire.taps },
      ownAddress: () => wire.ownAddress(port.address),
    }),
    shares: createShareService({
      limits,
      quota: createQuota({ perMinute: limits.sharesPerMinute, nowMs }),
      library: shared,
    }),
    clock: createClockService(nowUs),
    health,
    edge: createEdgeInterceptor(log),
    places,
    limits,
    trustProxy: parts.trustProxy,
    shutdown: shutdown.signal,
    log,
  });
  const port = await openPort(
    {
      ...parts,
      api,
      pages,
      handleCall1: (request, response) => gateway.handleHttp1(request, response),
      handleCall2: (stream, headers) => gateway.handleHttp2(stream, headers),
      readReadiness: () => board.read(),
      readSharePage: createSharePageReader(shared, log),
      tap: wire.taps,
      connections: connectionsOf(parts),
      timing: timingOf(limits),
    },
    parts.where,
  );

  async function openPages(): Promise<void> {
    board.add("pages");
    pages.lead(await parts.openPages({ hostname: parts.where.host, port: port.address.port }));
    board.remove("pages");
  }

  const savingLate = setInterval(() => {
    library.saveLate().catch((error) => log.error("deployments could not be saved late", { error }));
  }, saveLateEveryMs).unref();

  const codeRuns = untilCodeRuns({ compilers, sandbox, board, log, signal: lifetime.signal });
  const ready = Promise.all([openPages(), codeRuns]).then(() => {});
  // Heard by whoever awaits `ready`; after a stop nobody does.
  ready.catch(() => {});

  return {
    url: `${parts.tls === null ? "http" : "https"}://${urlHost(parts.where.host)}:${port.address.port}`,
    ready,
    async stop() {
      board.add("draining");
      health.close();
      tests.shutdown();
      await port.drain({ drainCalls: () => gateway.drain(), shutdown, waitMs: parts.drainMs });
      lifetime.abort();
      clearInterval(savingLate);
      await Promise.allSettled([sandbox.close(), pages.close()]);
      await store.close();
    },
  };
}

/** Compiling, starting and load tests take the processor from everybody: a line in front of each, visitor by visitor. */
function openLines({ limits, nowUs }: Pick<ServerParts, "limits" | "nowUs">) {
  const { turnsAtOnce, loadsAtOnce, maxWaiting, maxWaitingPerVisitor } = limits;
  const open = (atOnce: number) =>
    createFairQueue({ atOnce, maxWaiting, maxWaitingPerVisitor, nowMs: () => nowUs() / 1000 });
  return { compileLine: open(turnsAtOnce), startLine: open(turnsAtOnce), loadLine: open(loadsAtOnce) };
}

function timingOf(limits: Limits): PortParts["timing"] {
  return {
    decideMs: 30_000,
    handshakeMs: 10_000,
    // Node refuses a head that may take longer than the request it begins.
    headersTimeoutMs: Math.min(10_000, limits.streamDeadlineMs),
    requestTimeoutMs: limits.streamDeadlineMs,
    checkIntervalMs: 2_000,
    maxHeaderBytes: limits.maxHeaderBytes,
  };
}

function connectionsOf({ limits, trustProxy }: ServerParts): PortParts["connections"] {
  const { maxConnections, maxConnectionsPerVisitor } = limits;
  // Behind trusted proxies the address is a proxy's.
  const visitorOf = (address?: string) => (trustProxy > 0 ? null : visitorKey(address, undefined, 0));
  return { maxConnections, maxConnectionsPerVisitor, visitorOf };
}

function urlHost(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}

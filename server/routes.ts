import type { IncomingMessage } from "node:http";
import type { Http2ServerRequest } from "node:http2";
import {
  createConnectRouter,
  createContextValues,
  type Interceptor,
  type ServiceImpl,
} from "@connectrpc/connect";
import { compressionGzip } from "@connectrpc/connect-node";
import { ClockService } from "#lib/gen/playground/v1/clock_pb.ts";
import { DeploymentService } from "#lib/gen/playground/v1/deployment_pb.ts";
import { EditorService } from "#lib/gen/playground/v1/editor_pb.ts";
import { LineService } from "#lib/gen/playground/v1/line_pb.ts";
import { LoadService } from "#lib/gen/playground/v1/load_pb.ts";
import { RunService } from "#lib/gen/playground/v1/run_pb.ts";
import { ShareService } from "#lib/gen/playground/v1/share_pb.ts";
import { WireService } from "#lib/gen/playground/v1/wire_pb.ts";
import type { Limits } from "#lib/limits.ts";
import { briskBrotli } from "./brisk-brotli.ts";
import type { HealthState } from "./gateway/standard/health-state.ts";
import { siteSubject } from "./gateway/standard/site-subject.ts";
import { routeStandardServices, standardServices } from "./gateway/standard/standard-services.ts";
import { subjectKey } from "./gateway/standard/subject.ts";
import type { Log } from "./log.ts";
import { createRpcApi } from "./port/rpc-api.ts";
import type { Places } from "./quota/places.ts";
import { visitorKey } from "./quota/visitor-key.ts";
import { createStreamBounds } from "./services/stream-bounds.ts";
import { visitorContext } from "./services/visitor-context.ts";

const standardNames: ReadonlySet<string> = new Set(standardServices.map(({ typeName }) => typeName));

export type RouteParts = {
  readonly deployments: ServiceImpl<typeof DeploymentService>;
  readonly editor: ServiceImpl<typeof EditorService>;
  readonly experiments: ServiceImpl<typeof RunService>;
  readonly loads: ServiceImpl<typeof LoadService>;
  readonly clock: ServiceImpl<typeof ClockService>;
  readonly line: ServiceImpl<typeof LineService>;
  readonly wire: ServiceImpl<typeof WireService>;
  readonly shares: ServiceImpl<typeof ShareService>;
  /** What health checks of this server hear. */
  readonly health: HealthState;
  readonly edge: Interceptor;
  /** For streams of reflection and health. */
  readonly places: Places;
  readonly limits: Limits;
  readonly trustProxy: number;
  readonly shutdown: AbortSignal;
  readonly log: Log;
};

/**
 * Which service answers what: our API, at its plain paths for every RPC client and below `/rpc/` for the page, with the
 * reflection and health of it.
 */
export function createRoutes({
  deployments,
  editor,
  experiments,
  loads,
  clock,
  line,
  wire,
  shares,
  health,
  edge,
  places,
  limits,
  trustProxy,
  shutdown,
  log,
}: RouteParts) {
  const router = createConnectRouter({
    acceptCompression: [compressionGzip, briskBrotli],
    // Sources may grow in JSON (escapes) and never double; without a limit it would be 4 GiB.
    readMaxBytes: limits.maxSourceBytes * 2,
    jsonOptions: strictUtf8,
    interceptors: [edge, createStreamBounds({ limits, places, services: standardNames })],
    shutdownSignal: shutdown,
  })
    .service(DeploymentService, deployments)
    .service(EditorService, editor)
    .service(RunService, experiments)
    .service(LoadService, loads)
    .service(ClockService, clock)
    .service(LineService, line)
    .service(WireService, wire)
    .service(ShareService, shares);
  const own = new Set(router.handlers.map(({ service }) => service));
  const subject = siteSubject([...own], health);

  return createRpcApi({
    handlers: routeStandardServices(router).handlers,
    pathPrefixes: ["/rpc/", "/playground.v1.", "/grpc.health.v1.", "/grpc.reflection.v1"],
    pagePrefix: "/rpc",
    contextOf: (request) =>
      createContextValues().set(visitorContext, visitorOf(request, trustProxy)).set(subjectKey, subject),
    log,
  });
}

/** Connect hands its JSON options on to its decoder, which would otherwise replace what is no UTF-8. */
const strictUtf8: object = { textDecoder: new TextDecoder("utf-8", { fatal: true }) };

function visitorOf(request: IncomingMessage | Http2ServerRequest, trustProxy: number): string {
  const forwarded = request.headers["x-forwarded-for"];
  return visitorKey(
    request.socket.remoteAddress,
    Array.isArray(forwarded) ? forwarded.join() : forwarded,
    trustProxy,
  );
}

import {
  createServer,
  type Http2Server,
  Http2ServerRequest,
  Http2ServerResponse,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from "node:http2";
import type { Duplex } from "node:stream";
import { Code } from "@connectrpc/connect";
import { failure } from "#server/failure.ts";
import type { Log } from "#server/log.ts";
import { askSessionsAtEnd } from "./ask-session-at-end.ts";
import { inConnectionScope } from "./connection-scope.ts";
import { refuseTooManyPings } from "./ping-policy.ts";
import { SessionWard } from "./session-ward.ts";
import type { PortTap } from "./tap.ts";
import { writeStreamFailure } from "./write-failure.ts";

export type Http2Parts = {
  isAuthority(authority: string | undefined): boolean;
  /** A call to a visitor's handler, in any protocol. */
  handleCall(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void;
  /** Whether a request outside `/d/` is for a deployment, by its metadata or authority. */
  namesDeployment(metadata: string | undefined, authority: string): boolean;
  /** Whether the path is our API's. */
  isApi(path: string): boolean;
  handleApi(request: Http2ServerRequest, response: Http2ServerResponse): boolean;
  /** Replays the request as HTTP/1.1: Next cannot answer HTTP/2. */
  handleOther(request: Http2ServerRequest, response: Http2ServerResponse): void;
  readonly maxHeaderBytes: number;
  /** The whole request, as over HTTP/1.1. */
  readonly requestTimeoutMs: number;
  readonly log: Log;
  readonly tap?: PortTap;
};

/** The HTTP/2 half of the port, with the sessions that a graceful stop must say goodbye to. */
export type Http2Half = { readonly server: Http2Server; readonly sessions: ReadonlySet<ServerHttp2Session> };

const connectionWindowBytes = 4 * 1024 * 1024;
const wardLimits = {
  checkMs: 1_000,
  stallMs: 30_000,
  maxUntakenBytes: 128 * 1024 * 1024,
  unreadMs: 4_000,
  idleMs: 10 * 60_000,
};

export function createHttp2Server(parts: Http2Parts): Http2Half {
  const sessions = new Set<ServerHttp2Session>();
  const server = createServer({
    settings: {
      maxConcurrentStreams: 1_000,
      initialWindowSize: 256 * 1024,
      maxHeaderListSize: parts.maxHeaderBytes,
    },
  });
  askSessionsAtEnd(server);
  const ward = new SessionWard({ ...wardLimits, requestMs: parts.requestTimeoutMs });
  // Node makes the session while it tells of the connection, whose socket the session then hides.
  let connected: Duplex | undefined;
  server.prependListener("connection", (socket: Duplex) => {
    connected = socket;
  });
  server.on("session", (session) => {
    sessions.add(session);
    parts.tap?.session(session, connected);
    session.setLocalWindowSize(connectionWindowBytes);
    refuseTooManyPings(session);
    if (connected !== undefined) ward.watch(session, connected);
    session.once("close", () => sessions.delete(session));
    session.on("error", () => session.destroy());
  });
  server.on("sessionError", (error) =>
    parts.log.debug("an HTTP/2 connection broke", { error: error.message }),
  );
  server.on("stream", (stream, headers, _flags, rawHeaders) => {
    // A stream that the client resets emits an error, which must not go unheard.
    stream.on("error", () => {});
    ward.add(stream);
    parts.tap?.stream(stream, rawHeaders);
    try {
      inConnectionScope(() => dispatch(parts, stream, headers, rawHeaders));
    } catch (error) {
      parts.log.error("a request failed", { error });
      writeStreamFailure(
        stream,
        failure(Code.Internal, "INTERNAL_FAULT", "Something went wrong on our side."),
        500,
      );
    }
  });
  return { server, sessions };
}

function dispatch(
  parts: Http2Parts,
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  rawHeaders: readonly string[],
): void {
  const authority = headers[":authority"] ?? headers.host ?? "";
  const refused = refusal(parts, headers, authority);
  if (refused !== undefined) {
    writeStreamFailure(stream, refused.error, refused.status);
  } else if (isCall(parts, headers, authority)) {
    parts.handleCall(stream, headers);
  } else {
    const request = new Http2ServerRequest(stream, headers, {}, rawHeaders);
    const response = new Http2ServerResponse(stream);
    stream.once("finish", () => discardRest(stream));
    if (!parts.handleApi(request, response)) parts.handleOther(request, response);
  }
}

/**
 * What is left of an answered request is thrown away. A request of Node's compatibility API pauses its stream again and
 * again once nobody reads it, and a paused stream never ends, nor does its connection.
 */
function discardRest(stream: ServerHttp2Stream): void {
  stream.removeAllListeners("data");
  stream.resume();
}

function refusal(parts: Http2Parts, headers: IncomingHttpHeaders, authority: string) {
  if (!parts.isAuthority(authority)) {
    const error = failure(Code.InvalidArgument, "HOST_INVALID", "The authority does not name a host.");
    return { error, status: 400 };
  }
  if (headers[":method"] === "CONNECT") {
    const error = failure(Code.Unimplemented, "HTTP_METHOD_UNSUPPORTED", "This server is no proxy.");
    return { error, status: 405 };
  }
  return undefined;
}

/**
 * gRPC paths cannot carry a prefix, so callers may name the deployment by metadata or authority too; a gRPC caller that
 * names none and asks for none of our services hears so from the gateway, in gRPC's own words.
 */
function isCall(parts: Http2Parts, headers: IncomingHttpHeaders, authority: string): boolean {
  const path = headers[":path"]?.split("?", 1)[0] ?? "";
  if (path.startsWith("/d/")) return true;
  if (parts.namesDeployment(headers["x-deployment"]?.toString(), authority)) return true;
  return isGrpc(headers["content-type"]) && !parts.isApi(path);
}

function isGrpc(contentType: string | undefined): boolean {
  return contentType !== undefined && /^application\/grpc(?!-web)/.test(contentType);
}

import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { Code, type ConnectError } from "@connectrpc/connect";
import { chooseLocale } from "#lib/i18n/choose-locale.ts";
import type { SharePage } from "#lib/share/share-page.ts";
import { failure } from "#server/failure.ts";
import type { Log } from "#server/log.ts";
import { askAtEnd } from "./ask-at-end.ts";
import { inConnectionScope } from "./connection-scope.ts";
import { endUntaken } from "./end-untaken.ts";
import type { Pages } from "./pages.ts";
import { requestOrigin } from "./request-origin.ts";
import { isTarget, originForm } from "./request-target.ts";
import {
  pageContentPolicy,
  pageHeaders,
  plainHeaders,
  runtimeScriptHeaders,
  sandboxHeaders,
} from "./security-headers.ts";
import type { PortTap } from "./tap.ts";
import { tellSharePage } from "./tell-share-page.ts";
import { writeFailure, writeRawFailure } from "./write-failure.ts";

export type Http1Parts = {
  /** False: the authority of a request does not parse and would make `new URL` throw further in. */
  isAuthority(authority: string | undefined): boolean;
  /** Whether a request outside `/d/` is for a deployment, by its metadata or authority. */
  namesDeployment(metadata: string | undefined, authority: string): boolean;
  /** A call to a visitor's handler. */
  handleCall(request: IncomingMessage, response: ServerResponse): void;
  /** False: the path is not our API's. */
  handleApi(request: IncomingMessage, response: ServerResponse): boolean;
  readReadiness(): Promise<{ readonly ready: boolean }>;
  /** What is kept under the id of a short link, for its page. */
  readSharePage(id: string): Promise<SharePage>;
  readonly pages: Pages;
  readonly sandboxDocument: string;
  readonly mode: "development" | "production";
  readonly trustProxy: number;
  readonly log: Log;
  readonly tap?: PortTap;
};

export type Http1Timing = {
  readonly headersTimeoutMs: number;
  /** The whole request, so no client stream over HTTP/1.1 lasts longer. */
  readonly requestTimeoutMs: number;
  readonly checkIntervalMs: number;
  readonly maxHeaderBytes: number;
};

/** How long somebody who has ended their side may take nothing of their reply. */
const untakenMs = 5_000;

/** The HTTP/1.1 half of the port. It never listens: the front door and the bridge hand it sockets. */
export function createHttp1Server(parts: Http1Parts, timing: Http1Timing): Server {
  const answering = new WeakMap<Duplex, ServerResponse>();
  parts.tap?.bind((socket) => answering.get(socket));
  const server = createServer({
    headersTimeout: timing.headersTimeoutMs,
    requestTimeout: timing.requestTimeoutMs,
    connectionsCheckingInterval: timing.checkIntervalMs,
    keepAliveTimeout: 30_000,
    maxHeaderSize: timing.maxHeaderBytes,
    // The guard below refuses a missing Host in words.
    requireHostHeader: false,
    // RFC 9110, 7.8: any other upgrade (h2c, say) is ignored and the request answered as it stands.
    shouldUpgradeCallback: (request) => parts.mode === "development" && isHotReload(request),
  });
  // A client may end its own side once it has asked, and is still answered (see `askAtEnd` for calls).
  Object.assign(server, { httpAllowHalfOpen: true });
  server.on("connection", (socket) => endUntaken(socket, untakenMs));
  server.on("request", (request, response) => {
    answering.set(request.socket, response);
    parts.tap?.request(request);
    response.once("close", () => {
      if (answering.get(request.socket) === response) answering.delete(request.socket);
    });
    // Node tells of a caller that went away only those who listen at that moment, and some have left when it does.
    request.on("error", () => {});
    response.on("error", (error) => parts.log.debug("a response broke off", { error: error.message }));
    inConnectionScope(() => dispatch(parts, request, response)).catch((error) => {
      refuseAsFault(parts.log, response, error);
    });
  });
  server.on("upgrade", (request, socket, head) => {
    socket.on("error", () => socket.destroy());
    if (!parts.isAuthority(request.headers.host)) socket.destroy();
    else inConnectionScope(() => parts.pages.upgrade(request, socket, head));
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    const response = answering.get(socket);
    if (isBroken(error) || !socket.writable || response?.headersSent === true) socket.destroy();
    else if (response === undefined) writeRawFailure(socket, ...malformed(error.code, timing));
    // The request under way is whole: what is wrong came behind it.
    else if (response.req.complete) socket.destroy();
    else refuseRest(response, ...malformed(error.code, timing));
  });
  return server;
}

/** The connection itself failed; nobody is left to answer. What Node's parser and timers report has other codes. */
function isBroken({ code }: NodeJS.ErrnoException): boolean {
  return code === "ECONNRESET" || code === "EPIPE" || code === "ETIMEDOUT";
}

/** A request that broke off or went wrong in its body, while it was being answered. */
function refuseRest(response: ServerResponse, error: ConnectError, status: number): void {
  response.setHeader("connection", "close");
  writeFailure(response, error, status);
}

/** Next's WebSocket, the only one of the port. */
function isHotReload({ url, headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === "websocket" && url?.startsWith("/_next/") === true;
}

/** The order of the port: guard, visitors' handlers, our API, health, the sandbox's document, pages. */
async function dispatch(
  parts: Http1Parts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.url !== undefined) request.url = originForm(request.url);
  const path = request.url?.split("?", 1)[0] ?? "";
  if (!parts.isAuthority(request.headers.host)) return refuseHost(response);
  if (path.startsWith("/d/") || namesDeployment(parts, request)) {
    askAtEnd(request, response);
    return parts.handleCall(request, response);
  }
  setHeaders(response, plainHeaders);
  if (!isTarget(request.url)) return refuseTarget(response);
  if (parts.handleApi(request, response)) return askAtEnd(request, response);
  switch (path) {
    case "/healthz":
      return answer(response, 200, "text/plain; charset=utf-8", "ok");
    case "/readyz": {
      const readiness = await parts.readReadiness();
      return answer(response, readiness.ready ? 200 : 503, "application/json", JSON.stringify(readiness));
    }
    case "/sandbox.html":
      setHeaders(response, sandboxHeaders(requestOrigin(request, parts.trustProxy)));
      return answer(response, 200, "text/html; charset=utf-8", parts.sandboxDocument);
    case "/":
      return redirectToLocale(request, response);
    default:
      return handOnToPages(parts, path, request, response);
  }
}

function namesDeployment(parts: Http1Parts, { headers }: IncomingMessage): boolean {
  return parts.namesDeployment(headers["x-deployment"]?.toString(), headers.host ?? "");
}

async function handOnToPages(
  parts: Http1Parts,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // Set before Next runs: headers set after its handler was called are lost.
  if (path.startsWith("/run/")) {
    setHeaders(response, runtimeScriptHeaders);
  } else {
    const nonce = randomBytes(16).toString("base64");
    const policy = pageContentPolicy({ nonce, mode: parts.mode }, requestOrigin(request, parts.trustProxy));
    request.headers["content-security-policy"] = policy;
    // A page that is not found has no route that could tell it the language.
    request.headers["x-page-path"] = path;
    setHeaders(response, pageHeaders(policy));
    await tellSharePage(parts.readSharePage, path, request, response);
  }
  await parts.pages.handle(request, response);
}

function redirectToLocale(request: IncomingMessage, response: ServerResponse): void {
  const { cookie, "accept-language": acceptLanguage } = request.headers;
  const locale = chooseLocale({ cookie, acceptLanguage });
  const query = request.url?.slice(1) ?? "";
  response.writeHead(302, {
    location: `/${locale}${query}`,
    vary: "Accept-Language, Cookie",
    "content-length": 0,
  });
  response.end();
}

function answer(response: ServerResponse, status: number, contentType: string, body: string): void {
  const length = Buffer.byteLength(body);
  response.writeHead(status, {
    "content-type": contentType,
    "content-length": length,
    "cache-control": "no-store",
  });
  response.end(body);
}

function setHeaders(response: ServerResponse, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

function refuseHost(response: ServerResponse): void {
  response.setHeader("connection", "close");
  writeFailure(
    response,
    failure(Code.InvalidArgument, "HOST_INVALID", "The Host header does not name a host."),
    400,
  );
}

function refuseTarget(response: ServerResponse): void {
  const sentence = "The request target is not a path that could be served.";
  writeFailure(response, failure(Code.InvalidArgument, "HTTP_MALFORMED", sentence), 400);
}

function refuseAsFault(log: Log, response: ServerResponse, error: unknown): void {
  const incident = randomBytes(6).toString("hex");
  log.error("a request failed", { incident, error });
  const sentence = "Something went wrong on our side.";
  writeFailure(response, failure(Code.Internal, "INTERNAL_FAULT", sentence, { incident }));
}

/** What Node's parser and timers report, with the status Node itself would send. */
function malformed(code: string | undefined, { maxHeaderBytes }: Http1Timing): [ConnectError, number] {
  switch (code) {
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return [
        failure(Code.DeadlineExceeded, "REQUEST_TOO_SLOW", "The request took too long to arrive."),
        408,
      ];
    case "HPE_HEADER_OVERFLOW":
      return [
        failure(
          Code.ResourceExhausted,
          "HEADERS_TOO_LARGE",
          `The request headers are larger than ${maxHeaderBytes} bytes (limit maxHeaderBytes).`,
          { limit: "maxHeaderBytes", value: maxHeaderBytes },
        ),
        431,
      ];
    case "HPE_INVALID_EOF_STATE":
      return [failure(Code.InvalidArgument, "HTTP_MALFORMED", "The request is incomplete."), 400];
    default:
      return [failure(Code.InvalidArgument, "HTTP_MALFORMED", "This is not a valid HTTP request."), 400];
  }
}

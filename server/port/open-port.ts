import type { IncomingMessage, ServerResponse } from "node:http";
import type { Http2ServerRequest, Http2ServerResponse } from "node:http2";
import type { AddressInfo } from "node:net";
import { bridge } from "./bridge.ts";
import type { ConnectionLimits } from "./connection-places.ts";
import { drain } from "./drain.ts";
import { createFrontDoor } from "./front-door.ts";
import { createHttp1Server, type Http1Parts, type Http1Timing } from "./http1.ts";
import { createHttp2Server, type Http2Parts } from "./http2.ts";

export type PortParts = Omit<Http1Parts, "handleApi" | "handleCall"> & {
  readonly handleCall1: Http1Parts["handleCall"];
  readonly handleCall2: Http2Parts["handleCall"];
  readonly namesDeployment: Http2Parts["namesDeployment"];
  readonly api: {
    covers(path: string): boolean;
    /** False: the path is not covered. */
    handle(
      request: IncomingMessage | Http2ServerRequest,
      response: ServerResponse | Http2ServerResponse,
    ): boolean;
  };
  readonly tls: { readonly cert: Buffer; readonly key: Buffer } | null;
  readonly connections: ConnectionLimits;
  readonly timing: Http1Timing & { readonly decideMs: number; readonly handshakeMs: number };
};

export type OpenPort = {
  readonly address: AddressInfo;
  /** Stops gracefully, see drain.ts. */
  drain(stop: { drainCalls(): Promise<void>; shutdown: AbortController; waitMs: number }): Promise<void>;
};

/** Opens the one port. Rejects with Node's error when the address is taken. */
export async function openPort(parts: PortParts, where: { host: string; port: number }): Promise<OpenPort> {
  const { api, timing } = parts;
  const httpServer = createHttp1Server(
    {
      ...parts,
      handleCall: parts.handleCall1,
      handleApi: (request, response) => api.handle(request, response),
    },
    timing,
  );
  const http2 = createHttp2Server({
    isAuthority: parts.isAuthority,
    handleCall: parts.handleCall2,
    namesDeployment: parts.namesDeployment,
    isApi: (path) => api.covers(path),
    handleApi: (request, response) => api.handle(request, response),
    handleOther: (request, response) => bridge(httpServer, request, response),
    maxHeaderBytes: timing.maxHeaderBytes,
    requestTimeoutMs: timing.requestTimeoutMs,
    log: parts.log,
    ...(parts.tap && { tap: parts.tap }),
  });
  const frontDoor = createFrontDoor({
    httpServer,
    http2Server: http2.server,
    tls: parts.tls,
    decideMs: timing.decideMs,
    handshakeMs: timing.handshakeMs,
    connections: parts.connections,
    ...(parts.tap && { tap: parts.tap }),
  });
  await new Promise<void>((resolve, reject) => {
    frontDoor.once("error", (error) => {
      httpServer.close(() => {});
      reject(error);
    });
    frontDoor.listen(where, resolve);
  });
  const address = frontDoor.address();
  if (address === null || typeof address === "string") throw new Error("the front door has no TCP address");
  return {
    address,
    drain: (stop) => drain({ frontDoor, httpServer, http2Sessions: http2.sessions, ...stop }),
  };
}

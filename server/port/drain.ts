import type { Server as HttpServer } from "node:http";
import type { ServerHttp2Session } from "node:http2";
import type { Server } from "node:net";
import { Code } from "@connectrpc/connect";
import { failure } from "#server/failure.ts";

export type DrainParts = {
  readonly frontDoor: Server;
  readonly httpServer: HttpServer;
  readonly http2Sessions: Iterable<ServerHttp2Session>;
  /** Refuses new calls; resolves when the running ones are over. */
  drainCalls(): Promise<void>;
  /** Ends our own endless streams. */
  readonly shutdown: AbortController;
  readonly waitMs: number;
};

/**
 * Stops gracefully: no new connections, GOAWAY on the HTTP/2 ones, at most `waitMs` for running calls, then the shutdown
 * signal with `unavailable`, then every connection that is left.
 */
export async function drain(parts: DrainParts): Promise<void> {
  const { frontDoor, httpServer, http2Sessions, shutdown, waitMs } = parts;
  const closed = new Promise<void>((resolve) => frontDoor.close(() => resolve()));
  for (const session of [...http2Sessions]) session.close();
  httpServer.closeIdleConnections();
  await atMost(waitMs, parts.drainCalls());
  shutdown.abort(
    failure(Code.Unavailable, "SHUTTING_DOWN", "The server is stopping; try again in a moment."),
  );
  await atMost(lastWordsMs, closed);
  for (const session of [...http2Sessions]) session.destroy();
  // Also ends the interval that checks for slow headers; it never listened, so there is nothing else to close.
  httpServer.close(() => {});
  httpServer.closeAllConnections();
}

/** For streams that just heard of the shutdown to say so to their readers. */
const lastWordsMs = 300;

async function atMost(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, tooLong]);
  clearTimeout(timer);
}

import type { Log } from "./log.ts";
import { servesConnection } from "./port/connection-scope.ts";

/** What sockets and streams throw when the other side is gone and nobody listens. */
const fromTheNetwork = /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ERR_HTTP2_|ERR_STREAM_|ERR_SSL_|ERR_TLS_)/;

/**
 * What nobody caught. In the service of a connection it is logged and the server lives on: a request must never end it.
 * Anywhere else it is a bug that leaves the process in a state nobody knows, so `end` is called.
 */
export function createLastResort(log: Log, end: () => void): (error: unknown) => void {
  return (error) => {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (servesConnection() || fromTheNetwork.test(code)) {
      log.error("uncaught while serving a connection", { error });
      return;
    }
    log.error("uncaught, ending", { error });
    end();
  };
}

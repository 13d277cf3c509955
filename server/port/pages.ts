import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

/** Whoever answers what is neither an RPC nor a health check. */
export type Pages = {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Hot reload's WebSocket; in production there is none and the socket is closed. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): Promise<void>;
};

export type PagesOptions = {
  readonly mode: "development" | "production";
  /** The folder with `app` and `.next`. */
  readonly root: string;
  readonly hostname: string;
  readonly port: number;
};

/** The only door to Next. Rejects when there is no build to serve. The environment must be set before. */
export async function openPages({ mode, root, hostname, port }: PagesOptions): Promise<Pages> {
  const { default: next } = await import("next");
  // Next is CommonJS: seen from Node its function is the module, or the module's own default.
  const createNext: typeof next = "default" in next ? (next.default as typeof next) : next;
  const app = createNext({ dev: mode === "development", dir: root, hostname, port });
  await app.prepare();
  const handle = app.getRequestHandler();
  const upgrade = app.getUpgradeHandler();
  return {
    handle,
    upgrade(request, socket, head) {
      if (mode === "production") socket.destroy();
      else upgrade(request, socket, head).catch(() => socket.destroy());
    },
    close: () => app.close(),
  };
}

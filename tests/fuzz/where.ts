import { connect, type Socket } from "node:net";
import { connect as connectTls, TLSSocket } from "node:tls";

/** A server to shoot at. */
export type Where = {
  readonly host: string;
  readonly port: number;
  /** The certificate, PEM; null: it speaks no TLS. */
  readonly ca: Buffer | null;
};

/** `raw`: beneath TLS, where there is any; else the same. */
export type Dialled = { readonly socket: Socket; readonly raw: Socket };

export function urlOf({ host, port, ca }: Where): string {
  return `${ca === null ? "http" : "https"}://${host}:${port}`;
}

/** What Node's clients want to know to speak TLS with it. */
export function trustOf({ ca }: Where): { readonly ca?: Buffer; readonly servername?: string } {
  return ca === null ? {} : { ca, servername: "localhost" };
}

/** A connection that is still being made; neither socket throws what goes wrong on it. */
export function dial(where: Where, alpn: "http/1.1" | "h2" | null): Dialled {
  const raw = connect({ host: where.host, port: where.port, noDelay: true, allowHalfOpen: true });
  raw.on("error", () => {});
  if (where.ca === null || alpn === null) return { socket: raw, raw };
  const socket = connectTls({ socket: raw, ...trustOf(where), ALPNProtocols: [alpn] });
  socket.on("error", () => {});
  return { socket, raw };
}

/** Null when the connection stands, TLS included; else why not. */
export function untilOpen(socket: Socket): Promise<string | null> {
  return new Promise((resolve) => {
    socket.once(socket instanceof TLSSocket ? "secureConnect" : "connect", () => resolve(null));
    socket.once("error", (error) => resolve(`no connection: ${error.message}`));
    socket.once("close", () => resolve("no connection: it was closed"));
  });
}

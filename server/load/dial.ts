import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";

/** Where the calls go: this server's own port. */
export type Target = {
  readonly host: string;
  readonly port: number;
  /** SHA-256 of the one certificate that is believed; null: the port speaks no TLS. */
  readonly fingerprint: string | null;
};

/** A connection to the port, without Nagle's delay. Over TLS no authority is asked: the certificate is known beforehand. */
export function dial({ host, port, fingerprint }: Target, protocol: "h2" | "http/1.1"): Socket {
  if (fingerprint === null) return connect({ host, port, noDelay: true });
  const socket = connectTls({ host, port, ALPNProtocols: [protocol], rejectUnauthorized: false });
  socket.setNoDelay(true);
  socket.once("secureConnect", () => {
    const shown = socket.getPeerX509Certificate()?.fingerprint256;
    if (shown !== fingerprint) socket.destroy(new Error("CERTIFICATE_UNKNOWN"));
    else if (socket.alpnProtocol !== protocol) socket.destroy(new Error("ALPN_REFUSED"));
  });
  return socket;
}

/** As it stands in the request's head. */
export function authorityOf({ host, port }: Target): string {
  return `${host.includes(":") ? `[${host}]` : host}:${port}`;
}

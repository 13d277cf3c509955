import { connect as connectTls, type TLSSocket } from "node:tls";
import { patienceMs, waitFor } from "./patience.ts";
import type { HandshakeShot, Outcome } from "./shot.ts";
import { dial, untilOpen, type Where } from "./where.ts";

/** Shakes hands in an odd way, asks for something, and waits until the connection is closed. */
export async function sendHandshake(shot: HandshakeShot, where: Where): Promise<Outcome> {
  const { raw } = dial(where, null);
  const closed = new Promise<void>((resolve) => raw.once("close", () => resolve()));
  const { maxVersion, servername } = shot;
  const ALPNProtocols = [...shot.alpn];
  const socket = connectTls({
    ...{ socket: raw, ca: where.ca ?? "", maxVersion, servername, ALPNProtocols },
    // The server has one certificate, whatever name is asked for.
    checkServerIdentity: () => undefined,
  });
  let reply = "";
  socket.on("data", (chunk) => {
    reply += chunk;
  });
  socket.on("error", () => raw.destroy());
  socket.on("end", () => socket.end());
  const noConnection = await untilOpen(socket);
  if (noConnection === null) {
    for (let left = shot.renegotiations; left > 0 && !socket.destroyed; left--) await renegotiate(socket);
    if (socket.alpnProtocol === "h2") raw.resetAndDestroy();
    else socket.end("GET /healthz HTTP/1.1\r\nHost: fuzz\r\n\r\n");
  }
  const waited = await waitFor(closed, where);
  raw.destroy();
  return { problem: waited === "never" ? `still open after ${patienceMs} ms` : judge(shot, reply), waited };
}

/** Until it is refused, or done. */
function renegotiate(socket: TLSSocket): Promise<void> {
  return new Promise((resolve) => {
    socket.once("close", () => resolve());
    socket.renegotiate({}, () => resolve());
  });
}

function judge({ mustAnswer }: HandshakeShot, reply: string): string | null {
  if (reply !== "" && !/^HTTP\/1\.1 \d{3} /.test(reply)) return `no answer: ${reply.slice(0, 100)}`;
  return mustAnswer && !reply.startsWith("HTTP/1.1 200 ") ? "a sound handshake got no answer" : null;
}

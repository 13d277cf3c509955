import type { Http2Server } from "node:http2";
import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { askAfterMs } from "./ask-times.ts";

/** RFC 9113, 6.7: length 8, type PING, no flags, stream 0, eight opaque bytes. */
const ping = Buffer.concat([Buffer.from([0, 0, 8, 6, 0, 0, 0, 0, 0]), Buffer.from("any one?")]);

/**
 * The same question on HTTP/2 (see ask-at-end.ts): after a FIN of the whole connection its session takes no more calls and
 * ends with the last one under way, and pings find out whether anybody still reads. A client that is gone answers them
 * with a reset; one that only stopped writing cannot answer, and need not.
 *
 * The pings are written past the session, because Node's forgets the errors of its own writes. They are whole frames, as
 * are the session's writes, so neither can cut the other in two.
 *
 * Over TLS nothing may be written past the session: two writes at a time there end the process (an assertion in Node's
 * TLSWrap). No HTTP/2 client is known that ends its side of TLS and reads on, so after a FIN the calls under way have as
 * long as the last ping would have waited, and then nobody is believed to be there.
 */
export function askSessionsAtEnd(server: Http2Server): void {
  server.on("session", (session) => {
    session.socket.once("end", () => session.close());
  });
  server.on("connection", (socket: Socket) => {
    let timers: readonly NodeJS.Timeout[] = [];
    socket.once("end", () => {
      timers =
        socket instanceof TLSSocket
          ? [setTimeout(() => socket.destroy(), Math.max(...askAfterMs))]
          : askAfterMs.map((afterMs) => setTimeout(() => socket.write(ping), afterMs));
    });
    socket.once("close", () => {
      for (const timer of timers) clearTimeout(timer);
    });
  });
}

import type { Socket } from "node:net";

/**
 * Ends a connection whose client has ended its own side and then takes nothing of its reply for so long, ms. Nobody reads
 * such a connection any more, and over TLS Node does not notice either when the client is gone for good: what waits to be
 * written then waits for ever.
 */
export function endUntaken(socket: Socket, untakenMs: number): void {
  socket.once("end", () => {
    let waiting = socket.writableLength;
    const look = setInterval(() => {
      if (waiting > 0 && socket.writableLength === waiting) socket.destroy();
      waiting = socket.writableLength;
    }, untakenMs);
    look.unref();
    socket.once("close", () => clearInterval(look));
  });
}

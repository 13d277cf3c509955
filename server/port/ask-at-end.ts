import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { askAfterMs } from "./ask-times.ts";

/**
 * Finds out who sent a FIN before its reply: a caller that only stopped writing, or one that is gone. On the wire both
 * look the same until something is sent, which only the second answers with a reset (RFC 9293, 3.6.1). So the next byte
 * of the reply is sent early, for it is known before the reply is:
 *
 *   before the head   H T T P …   of the status line, left out of the head when that is written
 *   between chunks    0 0 0 …     leading zeros of the next chunk-size (RFC 9112, 7.1: 1*HEXDIG)
 *
 * A reader sees one ordinary reply; the response to one that is gone closes within a round trip or two. Why so:
 * docs/decisions/0006-a-fin-is-answered-with-a-question.md.
 */
export function askAtEnd({ socket }: IncomingMessage, response: ServerResponse): void {
  if (response.closed) return;
  let timers: readonly NodeJS.Timeout[] = [];
  const begin = () => {
    const head = sendHeadEarly(socket);
    const ask = () => {
      // No socket yet: another reply of the connection goes first.
      if (response.socket === null || response.writableEnded) return;
      if (!response.headersSent) head.sendByte();
      else if (response.chunkedEncoding) {
        response.flushHeaders();
        socket.write("0");
      }
    };
    timers = askAfterMs.map((afterMs) => setTimeout(ask, afterMs));
  };
  socket.once("end", begin);
  response.once("close", () => {
    socket.off("end", begin);
    for (const timer of timers) clearTimeout(timer);
  });
}

/** What every head begins with, whatever it says. */
const headStart = "HTTP/1.1 ";

/** Sends the head's first bytes one by one, and leaves them out of the head when that is written. */
function sendHeadEarly(socket: Socket): { sendByte(): void } {
  const { write } = socket;
  let sent = 0;
  const writeRest = (head: string | Uint8Array, ...more: unknown[]): boolean => {
    socket.write = write;
    const rest = withoutStart(head, sent);
    if (rest !== null) return Reflect.apply(write, socket, [rest, ...more]);
    // Not the head we promised: nobody may take it for one.
    socket.destroy();
    return false;
  };
  return {
    sendByte() {
      if (sent === 0) socket.write = writeRest;
      if (sent < headStart.length) Reflect.apply(write, socket, [headStart.charAt(sent++)]);
    },
  };
}

function withoutStart(head: string | Uint8Array, length: number): string | Uint8Array | null {
  const start =
    typeof head === "string" ? head.slice(0, length) : Buffer.from(head.subarray(0, length)).toString();
  if (start !== headStart.slice(0, length)) return null;
  return typeof head === "string" ? head.slice(length) : head.subarray(length);
}

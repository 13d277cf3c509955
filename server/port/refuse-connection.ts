import type { Socket } from "node:net";
import { busy } from "#server/failure.ts";
import type { NoPlace } from "./connection-places.ts";
import { writeRawFailure } from "./write-failure.ts";

const retryMs = 1_000;

/** Says in the protocol that the client began to speak that there are too many connections, and closes this one. */
export function refuseConnection(socket: Socket, { limit, value }: NoPlace, isHttp2: boolean): void {
  const sentence = `As many connections are open as there may be: ${value} (limit ${limit}).`;
  if (isHttp2) socket.end(goaway(sentence));
  else writeRawFailure(socket, busy("CONNECTIONS_FULL", sentence, retryMs, { limit, value }), 503);
  // What is left unread would turn the FIN into a reset, and that would take the words with it.
  socket.resume();
}

/**
 * RFC 9113, 3.4 and 6.8: the server's SETTINGS, then GOAWAY ENHANCE_YOUR_CALM before the first stream, by which clients
 * know that no call was begun and all may be made again.
 */
function goaway(sentence: string): Buffer {
  const text = Buffer.from(sentence);
  const head = Buffer.from([0, 0, 8 + text.length, 7, 0, 0, 0, 0, 0]);
  return Buffer.concat([emptySettings, head, Buffer.from([0, 0, 0, 0, 0, 0, 0, 0xb]), text]);
}

const emptySettings = Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]);

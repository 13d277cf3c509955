import { constants, type Http2Session, type ServerHttp2Stream } from "node:http2";
import type { Duplex } from "node:stream";

export type SessionWardLimits = {
  readonly checkMs: number;
  /** How long the client may take to send a request. */
  readonly requestMs: number;
  /** How long a reply may wait for a client that takes nothing of it. */
  readonly stallMs: number;
  /** Replies of one connection that wait for their client, all together. */
  readonly maxUntakenBytes: number;
  /** How long a stream may wait for its reader once both sides have said all they had to say. */
  readonly unreadMs: number;
  /** How long a connection may be open without a call. */
  readonly idleMs: number;
};

/** A client that has ended its side opens no window any more: what is stuck stays stuck. */
const stallAfterEndMs = 4_000;

/** `overMs`: when it was first seen that both sides had said all. */
type StreamTimes = { readonly openedMs: number; overMs: number | null };

type Watched = {
  readonly socket: Duplex;
  readonly streams: Map<ServerHttp2Stream, StreamTimes>;
  /** The client has sent a FIN. */
  ended: boolean;
  closedStreams: number;
  /** What was seen at the last change, and when that was. */
  seen: string;
  seenMs: number;
};

/**
 * Ends HTTP/2 connections that nothing else would ever end: Node has no time limits for them, and flow control lets a
 * client that opens no window (RFC 9113, 5.2) keep the replies to all it asked for in our memory.
 *
 *   FIN in the middle of a request   its stream is cancelled: the rest can never come
 *   FIN, and nothing under way       closed, even in the middle of a frame
 *   a request that is not whole after `requestMs`: its stream is cancelled
 *   over on the wire, and nobody reads what is left of the request: its stream is destroyed after `unreadMs`
 *   a reply of which nothing is taken for `stallMs`, or too much that waits: closed
 *   no call for `idleMs`             GOAWAY
 *   ended, but its last words are not taken: its socket is destroyed at the next check
 */
export class SessionWard {
  readonly #sessions = new Map<Http2Session, Watched>();
  readonly #limits: SessionWardLimits;
  #timer: NodeJS.Timeout | undefined;

  constructor(limits: SessionWardLimits) {
    this.#limits = limits;
  }

  /** From now until the connection is closed. `socket` is the session's own: what the session shows cannot be destroyed. */
  watch(session: Http2Session, socket: Duplex): void {
    const watched: Watched = {
      socket,
      streams: new Map(),
      ended: false,
      closedStreams: 0,
      seen: "",
      seenMs: performance.now(),
    };
    this.#sessions.set(session, watched);
    this.#timer ??= setInterval(() => this.#check(), this.#limits.checkMs).unref();
    session.socket.once("end", () => {
      watched.ended = true;
      for (const stream of watched.streams.keys())
        if (!isWhole(stream)) stream.close(constants.NGHTTP2_CANCEL);
    });
    session.once("close", () => this.#forget(session));
  }

  add(stream: ServerHttp2Stream): void {
    const watched = stream.session === undefined ? undefined : this.#sessions.get(stream.session);
    if (watched === undefined) return;
    watched.streams.set(stream, { openedMs: performance.now(), overMs: null });
    // What is left of an answered request is thrown away: unread, it would keep stream and connection open.
    stream.once("finish", () => stream.resume());
    stream.once("close", () => {
      watched.streams.delete(stream);
      watched.closedStreams += 1;
    });
  }

  #forget(session: Http2Session): void {
    this.#sessions.delete(session);
    if (this.#sessions.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #check(): void {
    const nowMs = performance.now();
    for (const [session, watched] of this.#sessions) {
      // A destroyed session waits for what is written to be taken, for ever.
      if (session.destroyed) watched.socket.destroy();
      else this.#checkOne(session, watched, nowMs);
    }
  }

  #checkOne(session: Http2Session, watched: Watched, nowMs: number): void {
    const { streams, ended, closedStreams } = watched;
    let untaken = 0;
    for (const [stream, times] of streams) {
      untaken += stream.writableLength;
      this.#checkStream(stream, times, nowMs);
    }
    const { stallMs, maxUntakenBytes, idleMs } = this.#limits;
    // The window shrinks with every byte that is sent, and grows with every one that was taken.
    const seen = `${untaken} ${streams.size} ${closedStreams} ${session.state.remoteWindowSize}`;
    if (seen !== watched.seen) Object.assign(watched, { seen, seenMs: nowMs });
    const quietMs = nowMs - watched.seenMs;
    if (streams.size === 0) {
      if (ended) session.destroy();
      else if (quietMs > idleMs) session.close();
    } else if (untaken > maxUntakenBytes || (untaken > 0 && quietMs > (ended ? stallAfterEndMs : stallMs))) {
      session.destroy(undefined, constants.NGHTTP2_ENHANCE_YOUR_CALM);
    }
  }

  #checkStream(stream: ServerHttp2Stream, times: StreamTimes, nowMs: number): void {
    const { requestMs, unreadMs } = this.#limits;
    if (stream.closed && stream.writableFinished) {
      times.overMs ??= nowMs;
      // Its session waits for it, and after a GOAWAY does not even read the FIN.
      if (nowMs - times.overMs > unreadMs) stream.destroy();
    } else if (nowMs - times.openedMs > requestMs && !isWhole(stream)) {
      stream.close(constants.NGHTTP2_CANCEL);
    }
  }
}

/** Whether the client has sent all of its request. */
function isWhole(stream: ServerHttp2Stream): boolean {
  const { state } = stream.state;
  return (
    state === constants.NGHTTP2_STREAM_STATE_HALF_CLOSED_REMOTE ||
    state === constants.NGHTTP2_STREAM_STATE_CLOSED
  );
}

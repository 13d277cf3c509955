import { constants, type ServerHttp2Session } from "node:http2";

/** gRPC core's own numbers (doc/keepalive.md): pings five minutes apart, and two that come too soon are forgiven. */
const leastIntervalMs = 5 * 60_000;
const forgiven = 2;
/** RFC 9113, 6.7: the frame that answers a ping. */
const ackBytes = 9 + 8;

/**
 * Says of each ping on a connection whether it is one too many. As in gRPC core, a connection on which the server had
 * anything to send since the last ping starts anew: clients measure their bandwidth with pings while data flows.
 *
 *   ping · · · ping (too soon: 1) · ping (2) · ping (3: too many)
 */
export class PingPolicy {
  #strikes = 0;
  #lastMs = Number.NEGATIVE_INFINITY;
  #sentBytes = 0;
  #acks = 0;

  /** `sentBytes`: what the server has sent on the connection so far, our answers to pings among it. */
  isTooMany(nowMs: number, sentBytes: number): boolean {
    if (sentBytes - this.#sentBytes > this.#acks * ackBytes) {
      this.#strikes = 0;
      this.#lastMs = Number.NEGATIVE_INFINITY;
      this.#sentBytes = sentBytes;
      this.#acks = 0;
    }
    this.#acks += 1;
    const isTooSoon = nowMs - this.#lastMs < leastIntervalMs;
    this.#lastMs = nowMs;
    if (isTooSoon) this.#strikes += 1;
    return this.#strikes > forgiven;
  }
}

/**
 * Says goodbye to a client that pings too often, in the words that gRPC clients know: GOAWAY ENHANCE_YOUR_CALM
 * "too_many_pings". Calls that are under way may end.
 *
 * Node's http2 has no such policy, and no option for one: the day it does, this file goes.
 */
export function refuseTooManyPings(session: ServerHttp2Session): void {
  const policy = new PingPolicy();
  const heard = () => {
    const { socket, destroyed } = session;
    if (destroyed || !policy.isTooMany(performance.now(), socket.bytesWritten)) return;
    session.off("ping", heard);
    session.goaway(constants.NGHTTP2_ENHANCE_YOUR_CALM, 0, Buffer.from("too_many_pings"));
    session.close();
  };
  session.on("ping", heard);
}

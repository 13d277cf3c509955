import { type ClientHttp2Session, connect, constants } from "node:http2";
import { CallInFlight } from "./call-in-flight.ts";
import { authorityOf, dial } from "./dial.ts";
import type { CallOrder, Reply, Sender, SenderParts } from "./sender.ts";

const windowBytes = 4 * 1024 * 1024;

/** HTTP/2: a few connections share all calls. One that is lost is opened again with the next call. */
export class Http2Sender implements Sender {
  readonly requestBytes: number;
  readonly #parts: SenderParts;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #sessions: (ClientHttp2Session | undefined)[];
  #opened = 0;

  constructor(parts: SenderParts) {
    this.#parts = parts;
    const { request, target, connections } = parts;
    this.requestBytes = request.body.length;
    this.#headers = {
      ...{ ":method": "POST", ":path": request.path, ":authority": authorityOf(target) },
      ...{ ":scheme": target.fingerprint === null ? "http" : "https" },
      ...request.headers,
    };
    this.#sessions = new Array(connections).fill(undefined);
  }

  send({ call, lane, wantsAnswer }: CallOrder, ended: (reply: Reply) => void): { abort(): void } {
    const { request, protocol, deadlineMs, runId } = this.#parts;
    const session = this.#session(lane % this.#sessions.length);
    const stream = session.request({ ...this.#headers, "x-playground-attempt": `${runId}/${call}/0` });
    const inFlight = new CallInFlight({ protocol, wantsAnswer, deadlineMs }, ended, () =>
      stream.close(constants.NGHTTP2_CANCEL),
    );
    const { reader } = inFlight;
    stream.on("response", (headers) => reader.head(Number(headers[":status"] ?? 0), headers));
    stream.on("trailers", (headers) => reader.trailers(headers));
    stream.on("data", (chunk: Buffer) => reader.data(chunk));
    stream.on("end", () => {
      // A stream that was reset ends too; its error follows.
      if (stream.rstCode === constants.NGHTTP2_NO_ERROR) inFlight.complete();
    });
    stream.on("error", (error) => inFlight.failed(error));
    stream.on("close", () => inFlight.failed(new Error("STREAM_CLOSED")));
    stream.end(request.body);
    return inFlight;
  }

  takeOpened(): number {
    const opened = this.#opened;
    this.#opened = 0;
    return opened;
  }

  close(): void {
    for (const session of this.#sessions) session?.destroy();
  }

  #session(at: number): ClientHttp2Session {
    const known = this.#sessions[at];
    if (known !== undefined && !known.closed && !known.destroyed) return known;
    const { target } = this.#parts;
    const session = connect(`${target.fingerprint === null ? "http" : "https"}://${authorityOf(target)}`, {
      createConnection: () => dial(target, "h2"),
      settings: { initialWindowSize: windowBytes, enablePush: false },
      // Node counts what waits in all streams together, in MB.
      maxSessionMemory: 256,
    });
    this.#opened += 1;
    session.once("connect", () => {
      // It may have been closed on the way.
      if (!session.destroyed) session.setLocalWindowSize(windowBytes);
    });
    // The streams hear of it themselves.
    session.on("error", () => {});
    session.on("goaway", () => {
      if (this.#sessions[at] === session) this.#sessions[at] = undefined;
    });
    this.#sessions[at] = session;
    return session;
  }
}

import { CallInFlight } from "./call-in-flight.ts";
import { authorityOf, dial } from "./dial.ts";
import { Http1Connection } from "./http1-connection.ts";
import type { CallOrder, Reply, Sender, SenderParts } from "./sender.ts";

/**
 * HTTP/1.1 with connections that are kept: one for each call under way. It writes and reads the protocol itself (decision
 * 0016): what a general client does for every call would be measured as latency of the target.
 */
export class Http1Sender implements Sender {
  readonly requestBytes: number;
  readonly #parts: SenderParts;
  /** All of a request's head but the name of the attempt. */
  readonly #head: string;
  readonly #connections = new Set<Http1Connection>();
  /** The one that was used last is taken first: the others may grow old and be closed. */
  readonly #idle: Http1Connection[] = [];
  #opened = 0;

  constructor(parts: SenderParts) {
    const { request, target } = parts;
    this.#parts = parts;
    this.requestBytes = request.body.length;
    const headers = { host: authorityOf(target), connection: "keep-alive", ...request.headers };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    this.#head = `POST ${request.path} HTTP/1.1\r\n${lines.join("")}`;
  }

  send({ call, wantsAnswer }: CallOrder, ended: (reply: Reply) => void): { abort(): void } {
    const { request, protocol, deadlineMs, runId } = this.#parts;
    const connection = this.#take();
    const inFlight = new CallInFlight({ protocol, wantsAnswer, deadlineMs }, ended, () =>
      connection.destroy(),
    );
    const head = Buffer.from(`${this.#head}x-playground-attempt: ${runId}/${call}/0\r\n\r\n`, "latin1");
    connection.send(Buffer.concat([head, request.body]), inFlight);
    return inFlight;
  }

  takeOpened(): number {
    const opened = this.#opened;
    this.#opened = 0;
    return opened;
  }

  close(): void {
    for (const connection of this.#connections) connection.destroy();
  }

  #take(): Http1Connection {
    for (let kept = this.#idle.pop(); kept !== undefined; kept = this.#idle.pop()) {
      if (kept.isFresh) return kept;
      kept.destroy();
    }
    this.#opened += 1;
    const connection: Http1Connection = new Http1Connection(
      dial(this.#parts.target, "http/1.1"),
      () => this.#idle.push(connection),
      () => this.#forget(connection),
    );
    this.#connections.add(connection);
    return connection;
  }

  #forget(connection: Http1Connection): void {
    this.#connections.delete(connection);
    const at = this.#idle.indexOf(connection);
    if (at !== -1) this.#idle.splice(at, 1);
  }
}

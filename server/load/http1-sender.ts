import { Agent, type ClientRequest, type IncomingMessage, request } from "node:http";
import type { Duplex } from "node:stream";
import { CallInFlight } from "./call-in-flight.ts";
import { authorityOf, dial } from "./dial.ts";
import type { CallOrder, Reply, Sender, SenderParts } from "./sender.ts";

/** HTTP/1.1 with connections that are kept: one for each call under way. */
export class Http1Sender implements Sender {
  readonly requestBytes: number;
  readonly #parts: SenderParts;
  readonly #agent: Agent;
  readonly #headers: Readonly<Record<string, string>>;
  #opened = 0;

  constructor(parts: SenderParts) {
    this.#parts = parts;
    this.requestBytes = parts.request.body.length;
    this.#headers = { ...parts.request.headers, host: authorityOf(parts.target) };
    this.#agent = new DialAgent(() => {
      this.#opened += 1;
      return dial(parts.target, "http/1.1");
    });
  }

  send({ call, wantsAnswer }: CallOrder, ended: (reply: Reply) => void): { abort(): void } {
    const { target, request: wire, protocol, deadlineMs, runId } = this.#parts;
    const sent: ClientRequest = request({
      agent: this.#agent,
      host: target.host,
      port: target.port,
      method: "POST",
      path: wire.path,
      headers: { ...this.#headers, "x-playground-attempt": `${runId}/${call}/0` },
    });
    const inFlight = new CallInFlight({ protocol, wantsAnswer, deadlineMs }, ended, () => sent.destroy());
    sent.on("response", (response) => read(response, inFlight));
    sent.on("error", (error) => inFlight.failed(error));
    sent.end(wire.body);
    return inFlight;
  }

  takeOpened(): number {
    const opened = this.#opened;
    this.#opened = 0;
    return opened;
  }

  close(): void {
    this.#agent.destroy();
  }
}

function read(response: IncomingMessage, inFlight: CallInFlight): void {
  inFlight.reader.head(response.statusCode ?? 0, response.headers);
  response.on("data", (chunk: Buffer) => inFlight.reader.data(chunk));
  response.on("end", () => inFlight.complete());
  response.on("error", (error) => inFlight.failed(error));
}

class DialAgent extends Agent {
  readonly #dial: () => Duplex;

  constructor(dialOne: () => Duplex) {
    super({ keepAlive: true });
    this.#dial = dialOne;
  }

  override createConnection(): Duplex {
    return this.#dial();
  }
}

import { ConnectError, type ContextValues, createContextKey, createContextValues } from "@connectrpc/connect";
import type { UniversalHandler } from "@connectrpc/connect/protocol";
import type { Exchange, ExchangeRequest, ExchangeSink, Stop } from "#server/sandbox/sandbox.ts";

const windowBytes = 256 * 1024;

/** Where a handler's marks go. */
export const sinkKey = createContextKey<ExchangeSink | null>(null);

/** One exchange with a Connect router in this process, behind the windows of the real one. */
export class TestExchange implements Exchange {
  readonly id: number;
  readonly startedUs = Number(process.hrtime.bigint()) / 1000;
  readonly #request: ExchangeRequest;
  readonly #sink: ExchangeSink;
  readonly #seen: { mostUnconsumed: number };
  readonly #forget: () => void;
  readonly #abort = new AbortController();
  readonly #chunks: Uint8Array[] = [];
  #held = 0;
  #ended: boolean;
  #failed = false;
  #wake: (() => void) | null = null;
  #unconsumed = 0;
  #consumedWake: (() => void) | null = null;

  constructor(
    id: number,
    request: ExchangeRequest,
    sink: ExchangeSink,
    seen: { mostUnconsumed: number },
    forget: () => void,
  ) {
    this.id = id;
    this.#request = request;
    this.#sink = sink;
    this.#seen = seen;
    this.#forget = forget;
    this.#ended = request.body !== null;
    if (request.body !== null) this.#chunks.push(request.body);
  }

  write(bytes: Uint8Array): boolean {
    // A process boundary copies; so must this.
    this.#chunks.push(bytes.slice());
    this.#held += bytes.length;
    this.#wake?.();
    return this.#held < windowBytes;
  }

  end(): void {
    this.#ended = true;
    this.#wake?.();
  }

  abort(reason: "canceled" | "deadline_exceeded" | "unavailable"): void {
    const code = { canceled: 1, deadline_exceeded: 4, unavailable: 14 }[reason];
    this.#abort.abort(new ConnectError(reason, code));
    this.end();
    this.#consumedWake?.();
  }

  consumed(bytes: number): void {
    this.#unconsumed -= bytes;
    this.#consumedWake?.();
  }

  fail(stop: Stop): void {
    this.#failed = true;
    this.#sink.fail(stop);
    this.#abort.abort(new ConnectError("stopped", 14));
  }

  async run(handlers: ReadonlyMap<string, UniversalHandler>): Promise<void> {
    const { method, url, httpVersion, headers } = this.#request;
    const handler = handlers.get(new URL(url).pathname);
    if (handler === undefined) {
      this.#sink.head(404, []);
      this.#finish([]);
      return;
    }
    const contextValues: ContextValues = createContextValues().set(sinkKey, this.#sink);
    const header = new Headers(headers.map(([name, value]) => [name, value]));
    const signal = this.#abort.signal;
    const response = await handler({
      method,
      url,
      httpVersion,
      header,
      body: this.#body(),
      signal,
      contextValues,
    });
    if (this.#failed) return;
    this.#sink.head(response.status, [...(response.header ?? [])]);
    for await (const bytes of response.body ?? []) {
      while (this.#unconsumed >= windowBytes && !signal.aborted) {
        await new Promise<void>((resolve) => {
          this.#consumedWake = resolve;
        });
      }
      if (this.#failed) return;
      this.#unconsumed += bytes.length;
      this.#seen.mostUnconsumed = Math.max(this.#seen.mostUnconsumed, this.#unconsumed);
      this.#sink.data(bytes);
    }
    if (!this.#failed) this.#finish([...(response.trailer ?? [])]);
  }

  #finish(trailers: [string, string][]): void {
    this.#forget();
    this.#sink.end(trailers);
  }

  async *#body(): AsyncIterable<Uint8Array> {
    for (;;) {
      const chunk = this.#chunks.shift();
      if (chunk !== undefined) {
        const wasFull = this.#held >= windowBytes;
        this.#held -= chunk.length;
        if (wasFull && this.#held < windowBytes) this.#sink.drain();
        yield chunk;
      } else if (this.#ended) return;
      else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
  }
}

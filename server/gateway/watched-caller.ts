import type { CallWatcher, HeaderPair } from "./attempt-tap.ts";
import type { Caller, CallerListener, RequestHead } from "./caller.ts";
import type { Reply } from "./error-reply.ts";
import type { HeaderList } from "./headers.ts";

/** A caller without a socket whose call is watched: what would be on a wire is told as it passes. */
export class WatchedCaller implements Caller {
  readonly head: RequestHead;
  readonly #inner: Caller;
  readonly #watcher: CallWatcher;

  constructor(inner: Caller, watcher: CallWatcher) {
    this.#inner = inner;
    this.#watcher = watcher;
    this.head = inner.head;
    const { verb, url, headers } = inner.head;
    watcher.head([{ name: ":method", value: verb }, { name: ":path", value: url }, ...toPairs(headers)]);
  }

  peer(): ReturnType<Caller["peer"]> {
    return this.#inner.peer();
  }

  listen(listener: CallerListener): void {
    this.#inner.listen({
      bodyChunk: (bytes) => {
        this.#watcher.bytes(false, bytes);
        listener.bodyChunk(bytes);
      },
      bodyEnd: () => listener.bodyEnd(),
      drained: () => listener.drained(),
      gone: () => listener.gone(),
    });
  }

  pause(): void {
    this.#inner.pause();
  }

  resume(): void {
    this.#inner.resume();
  }

  reply(reply: Reply): void {
    this.#replyHead(reply.status, reply.headers);
    if (reply.body !== null) this.#watcher.bytes(true, reply.body);
    this.#watcher.over(toPairs(reply.trailers));
    this.#inner.reply(reply);
  }

  open(status: number, headers: HeaderList): void {
    this.#replyHead(status, headers);
    this.#inner.open(status, headers);
  }

  write(bytes: Uint8Array): boolean {
    this.#watcher.bytes(true, bytes);
    return this.#inner.write(bytes);
  }

  end(trailers: HeaderList): void {
    this.#watcher.over(toPairs(trailers));
    this.#inner.end(trailers);
  }

  breakOff(): void {
    this.#inner.breakOff();
  }

  #replyHead(status: number, headers: HeaderList): void {
    this.#watcher.replyHead([{ name: ":status", value: String(status) }, ...toPairs(headers)]);
  }
}

function toPairs(headers: HeaderList): HeaderPair[] {
  return headers.map(([name, value]) => ({ name, value }));
}

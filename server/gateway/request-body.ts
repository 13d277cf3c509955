import type { Exchange } from "#server/sandbox/sandbox.ts";
import type { Caller } from "./caller.ts";
import type { Path } from "./emulate/network.ts";
import type { EnvelopeSniffer } from "./envelope-sniffer.ts";

/** What the request's owner hears of its body. */
export type RequestBodyOwner = {
  /** The request is at the server: with its whole body, or (null) with a body that will follow. */
  arrived(body: Uint8Array | null, outUs: number): void;
  /** Messages that have arrived. */
  messagesIn(lengths: readonly number[]): void;
  /** A message is larger than the limit. */
  tooLarge(): void;
};

/** Up to here a body is collected and handed over in one piece, which is what most calls are. */
export const maxCollectedBytes = 64 * 1024;
/** Bytes that may be on the emulated way, or wait for a worker, before the caller is asked to pause. */
const maxUnderWayBytes = 256 * 1024;

/** Where a body goes; false: wait for `drained`. */
type BodySink = Pick<Exchange, "write" | "end">;

export type RequestBodyParts = {
  readonly caller: Caller;
  readonly owner: RequestBodyOwner;
  readonly path: Path | null;
  readonly sniffer: EnvelopeSniffer | null;
  /** Largest single message; the whole body where it is one message. */
  readonly maxMessageBytes: number;
  /** Whether to wait for the whole body, as long as it stays small. */
  readonly collect: boolean;
};

/** The request's bytes on their way from the caller through the emulated network into the exchange. */
export class RequestBody {
  bytes = 0;
  readonly #parts: RequestBodyParts;
  #collecting: boolean;
  #announced = false;
  #ended = false;
  #refused = false;
  /** Collected, or arrived before the exchange began. */
  #held: Uint8Array[] = [];
  #heldEnd = false;
  #underWay = 0;
  #exchange: BodySink | null = null;
  #blocked = false;
  #paused = false;

  constructor(parts: RequestBodyParts) {
    this.#parts = parts;
    this.#collecting = parts.collect;
  }

  /** Lets a body that is not collected set out at once. */
  begin(): void {
    if (!this.#collecting) this.#announce();
  }

  chunk(chunk: Uint8Array): void {
    if (this.#refused || this.#ended) return;
    const { sniffer, maxMessageBytes } = this.#parts;
    this.bytes += chunk.length;
    const lengths = sniffer === null ? none : sniffer.feed(chunk);
    const largest = sniffer === null ? this.bytes : sniffer.largest;
    if (largest > maxMessageBytes) {
      this.#refused = true;
      this.#held = [];
      this.#parts.owner.tooLarge();
      return;
    }
    if (!this.#collecting) {
      this.#send(chunk, lengths);
      return;
    }
    this.#held.push(chunk);
    if (lengths.length > 0) this.#parts.owner.messagesIn(lengths);
    if (this.bytes <= maxCollectedBytes) return;
    this.#collecting = false;
    this.#announce();
    this.#steer();
  }

  end(): void {
    if (this.#refused || this.#ended) return;
    this.#ended = true;
    const { path, owner } = this.#parts;
    if (!this.#collecting) {
      if (path === null) this.#deliverEnd();
      else path.send(0, () => this.#deliverEnd());
      return;
    }
    const body = join(this.#held);
    this.#held = [];
    if (path === null) {
      owner.arrived(body, 0);
      return;
    }
    const outUs = path.send(body.length, () => owner.arrived(body, outUs));
  }

  /** The exchange takes the rest of a body that is not whole. */
  attach(exchange: BodySink): void {
    this.#exchange = exchange;
    const held = this.#held;
    this.#held = [];
    for (const chunk of held) if (!exchange.write(chunk)) this.#blocked = true;
    if (this.#heldEnd) exchange.end();
    this.#steer();
  }

  /** The exchange takes more. */
  drained(): void {
    this.#blocked = false;
    this.#steer();
  }

  /** Nobody wants the body any more. */
  abandon(): void {
    this.#refused = true;
    this.#held = [];
    this.#exchange = null;
    this.#steer();
  }

  #announce(): void {
    if (this.#announced) return;
    this.#announced = true;
    const { path, owner } = this.#parts;
    if (path === null) {
      owner.arrived(null, 0);
      return;
    }
    const outUs = path.send(this.bytes, () => owner.arrived(null, outUs));
  }

  #send(chunk: Uint8Array, lengths: readonly number[]): void {
    const { path } = this.#parts;
    if (path === null) {
      this.#deliver(chunk, lengths);
      return;
    }
    this.#underWay += chunk.length;
    path.send(chunk.length, () => {
      this.#underWay -= chunk.length;
      this.#deliver(chunk, lengths);
    });
    this.#steer();
  }

  #deliver(chunk: Uint8Array, lengths: readonly number[]): void {
    if (this.#refused) return;
    if (lengths.length > 0) this.#parts.owner.messagesIn(lengths);
    if (this.#exchange === null) this.#held.push(chunk);
    else if (!this.#exchange.write(chunk)) this.#blocked = true;
    this.#steer();
  }

  #deliverEnd(): void {
    if (this.#refused) return;
    if (this.#exchange === null) this.#heldEnd = true;
    else this.#exchange.end();
  }

  /** Back-pressure: the caller pauses while the exchange, the emulated way or the queue is full. */
  #steer(): void {
    const waiting = this.#exchange === null && this.#held.length > 0;
    const pause = !this.#refused && (this.#blocked || waiting || this.#underWay > maxUnderWayBytes);
    if (pause === this.#paused) return;
    this.#paused = pause;
    if (pause) this.#parts.caller.pause();
    else this.#parts.caller.resume();
  }
}

const none: readonly number[] = [];
const empty = new Uint8Array(0);

function join(chunks: readonly Uint8Array[]): Uint8Array {
  const [first] = chunks;
  if (first === undefined) return empty;
  return chunks.length === 1 ? first : Buffer.concat(chunks);
}

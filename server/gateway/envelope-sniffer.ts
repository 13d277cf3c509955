const prefixBytes = 5;
const maxEndingBytes = 16 * 1024;
/** Connect's EndStreamResponse and gRPC-Web's trailers: messages that are none. */
const endingFlags = 0x02 | 0x80;
const none: readonly number[] = [];

/**
 * Sees where messages begin and end in a stream of bytes that passes by, and keeps nothing but the ending.
 *
 *   ┌───────┬────────────────────┬─────────────┐
 *   │ flags │ length, big-endian │ message …   │   flags: 0x01 compressed · 0x02 Connect's end of stream
 *   └───────┴────────────────────┴─────────────┘          0x80 gRPC-Web's trailers
 *     1 B            4 B           length B
 */
export class EnvelopeSniffer {
  /** Payload and flags of the ending, once it was seen in full. */
  ending: Uint8Array | null = null;
  endingFlags = 0;
  /** The largest length a prefix has announced. */
  largest = 0;

  readonly #prefix = new Uint8Array(prefixBytes);
  #prefixFilled = 0;
  #flags = 0;
  #length = 0;
  #left = 0;
  #captured: Uint8Array[] | null = null;

  /** Nothing is half-way through: another message may be appended here. */
  get atBoundary(): boolean {
    return this.#left === 0 && this.#prefixFilled === 0;
  }

  /** Returns the lengths of the messages that end within these bytes. */
  feed(bytes: Uint8Array): readonly number[] {
    let lengths: number[] | null = null;
    let at = 0;
    while (at < bytes.length) {
      if (this.#left === 0) {
        at = this.#readPrefix(bytes, at);
        if (this.#prefixFilled !== 0) break;
      } else {
        const take = Math.min(this.#left, bytes.length - at);
        this.#captured?.push(bytes.slice(at, at + take));
        this.#left -= take;
        at += take;
      }
      if (this.#left > 0) continue;
      if ((this.#flags & endingFlags) !== 0) this.#end();
      else if (lengths === null) lengths = [this.#length];
      else lengths.push(this.#length);
    }
    return lengths ?? none;
  }

  #readPrefix(bytes: Uint8Array, from: number): number {
    let at = from;
    while (this.#prefixFilled < prefixBytes && at < bytes.length) {
      this.#prefix[this.#prefixFilled] = bytes[at] ?? 0;
      this.#prefixFilled += 1;
      at += 1;
    }
    if (this.#prefixFilled < prefixBytes) return at;
    const [flags = 0, a = 0, b = 0, c = 0, d = 0] = this.#prefix;
    this.#prefixFilled = 0;
    this.#flags = flags;
    // Not `<<`, which would make lengths above 2 GiB negative.
    this.#length = a * 0x100_0000 + b * 0x1_0000 + c * 0x100 + d;
    this.#left = this.#length;
    this.largest = Math.max(this.largest, this.#length);
    const isEnding = (flags & endingFlags) !== 0 && this.#length <= maxEndingBytes;
    this.#captured = isEnding ? [] : null;
    return at;
  }

  #end(): void {
    if (this.#captured === null) return;
    this.ending = Buffer.concat(this.#captured);
    this.endingFlags = this.#flags;
    this.#captured = null;
  }
}

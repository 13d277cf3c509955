/** Bytes that wait for their reader before whoever sends them is asked to pause. */
const windowBytes = 64 * 1024;

/** A request's body between the caller, who pushes, and a handler in this process, who pulls. One reader. */
export class BodyQueue implements AsyncIterable<Uint8Array> {
  readonly #chunks: Uint8Array[] = [];
  readonly #drained: () => void;
  #bytes = 0;
  #ended = false;
  #wake: (() => void) | null = null;

  constructor(drained: () => void) {
    this.#drained = drained;
  }

  /** False: enough, until `drained`. */
  write(bytes: Uint8Array): boolean {
    this.#chunks.push(bytes);
    this.#bytes += bytes.length;
    this.#wake?.();
    return this.#bytes < windowBytes;
  }

  end(): void {
    this.#ended = true;
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void> {
    for (;;) {
      const chunk = this.#chunks.shift();
      if (chunk !== undefined) {
        const wasFull = this.#bytes >= windowBytes;
        this.#bytes -= chunk.length;
        if (wasFull && this.#bytes < windowBytes) this.#drained();
        yield chunk;
      } else if (this.#ended) return;
      else await this.#change();
    }
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}

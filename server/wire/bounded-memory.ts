import type { ByteOwner } from "./seen-call.ts";

/** At most so many bytes, and within those of `outer`. */
export class BoundedMemory implements ByteOwner {
  readonly #maxBytes: number;
  readonly #outer: ByteOwner | null;
  #bytes = 0;

  constructor(maxBytes: number, outer: ByteOwner | null = null) {
    this.#maxBytes = maxBytes;
    this.#outer = outer;
  }

  get bytes(): number {
    return this.#bytes;
  }

  grow(bytes: number): boolean {
    if (this.#bytes + bytes > this.#maxBytes || this.#outer?.grow(bytes) === false) return false;
    this.#bytes += bytes;
    return true;
  }

  shrink(bytes: number): void {
    this.#bytes -= bytes;
    this.#outer?.shrink(bytes);
  }
}

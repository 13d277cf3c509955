/** Cuts bytes into lines of UTF-8. A line beyond `maxBytes` ends the reading. */
export class LineReader {
  tooLong = false;
  readonly #maxBytes: number;
  #held: Uint8Array[] = [];
  #heldBytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** The lines that are whole now, without their ends. The bytes may be kept until the next call. */
  feed(bytes: Uint8Array): readonly string[] {
    const lines: string[] = [];
    let from = 0;
    for (let end = bytes.indexOf(10); end !== -1 && !this.tooLong; end = bytes.indexOf(10, from)) {
      this.#hold(bytes.subarray(from, end));
      lines.push(Buffer.concat(this.#held).toString("utf8"));
      this.#held = [];
      this.#heldBytes = 0;
      from = end + 1;
    }
    this.#hold(bytes.subarray(from));
    return lines;
  }

  #hold(piece: Uint8Array): void {
    if (piece.length === 0 || this.tooLong) return;
    this.#heldBytes += piece.length;
    this.tooLong = this.#heldBytes > this.#maxBytes;
    if (this.tooLong) this.#held = [];
    else this.#held.push(piece);
  }
}

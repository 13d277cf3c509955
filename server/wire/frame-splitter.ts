export type Frame = {
  readonly type: number;
  readonly flags: number;
  readonly stream: number;
  /** Nine bytes of head, then the payload as far as it was kept. The preface comes as a frame of type -1, stream 0. */
  readonly bytes: Uint8Array;
  readonly omitted: number;
};

/** RFC 9113, 3.4 and 4.1. */
const prefaceBytes = 24;
const headBytes = 9;

/** Takes one direction of an HTTP/2 connection apart into frames, whatever pieces the bytes come in. */
export class FrameSplitter {
  readonly #maxPayloadBytes: number;
  readonly #frame: (frame: Frame) => void;
  #head = new Uint8Array(headBytes);
  #headLength = 0;
  #prefaceLeft: number;
  #pieces: Uint8Array[] = [];
  #kept = 0;
  #left = 0;
  #omitted = 0;

  /** `maxPayloadBytes`: what is kept of a frame's payload. */
  constructor(side: "client" | "server", maxPayloadBytes: number, frame: (frame: Frame) => void) {
    this.#prefaceLeft = side === "client" ? prefaceBytes : 0;
    this.#maxPayloadBytes = maxPayloadBytes;
    this.#frame = frame;
  }

  feed(bytes: Uint8Array): void {
    let at = 0;
    while (at < bytes.length) at += this.#take(bytes.subarray(at));
  }

  #take(bytes: Uint8Array): number {
    if (this.#prefaceLeft > 0) return this.#takePreface(bytes);
    if (this.#headLength < headBytes) return this.#takeHead(bytes);
    const taken = Math.min(bytes.length, this.#left);
    this.#keep(bytes.subarray(0, taken));
    this.#left -= taken;
    if (this.#left === 0) this.#over();
    return taken;
  }

  #takePreface(bytes: Uint8Array): number {
    const taken = Math.min(bytes.length, this.#prefaceLeft);
    this.#keep(bytes.subarray(0, taken));
    this.#prefaceLeft -= taken;
    if (this.#prefaceLeft === 0) {
      this.#frame({ type: -1, flags: 0, stream: 0, bytes: Buffer.concat(this.#pieces), omitted: 0 });
      this.#clear();
    }
    return taken;
  }

  #takeHead(bytes: Uint8Array): number {
    const taken = Math.min(bytes.length, headBytes - this.#headLength);
    this.#head.set(bytes.subarray(0, taken), this.#headLength);
    this.#headLength += taken;
    if (this.#headLength === headBytes) {
      const [a = 0, b = 0, c = 0] = this.#head;
      this.#left = (a << 16) | (b << 8) | c;
      if (this.#left === 0) this.#over();
    }
    return taken;
  }

  #keep(bytes: Uint8Array): void {
    const room = Math.min(bytes.length, this.#maxPayloadBytes - this.#kept);
    if (room > 0) this.#pieces.push(new Uint8Array(bytes.subarray(0, room)));
    this.#kept += Math.max(0, room);
    this.#omitted += bytes.length - Math.max(0, room);
  }

  #over(): void {
    const [, , , type = 0, flags = 0] = this.#head;
    const stream = new DataView(this.#head.buffer).getUint32(5) & 0x7fffffff;
    const bytes = Buffer.concat([this.#head, ...this.#pieces]);
    this.#frame({ type, flags, stream, bytes, omitted: this.#omitted });
    this.#clear();
  }

  #clear(): void {
    this.#headLength = 0;
    this.#pieces = [];
    this.#kept = 0;
    this.#omitted = 0;
  }
}

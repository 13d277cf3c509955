export type SplitterParts = {
  readonly direction: "request" | "response";
  /** Of the request that the next response answers. */
  verbOf(call: number): string;
  /** A piece of message number `call`, from 0. */
  piece(call: number, bytes: Uint8Array): void;
  /** Message number `call` is over; the next byte is another's. `verb`: of a request. */
  over(call: number, verb: string): void;
  /** This is no HTTP, or none that goes on: nothing can be told apart any more. */
  lost(): void;
};

type State =
  | "head"
  | "fixed"
  | "chunk-size"
  | "chunk-data"
  | "chunk-end"
  | "trailers"
  | "until-close"
  | "lost";

const maxHeadBytes = 64 * 1024;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * Tells the messages of one direction of an HTTP/1.1 connection apart (RFC 9112, 6), whatever pieces the bytes come in:
 *
 *   head ─┬─ content-length ─▶ fixed ─────────────────────────────▶ over
 *         ├─ chunked ─▶ chunk-size ⇄ chunk-data, chunk-end ─ 0 ─▶ trailers ─▶ over
 *         └─ neither: a request is over, a response lasts until the connection ends
 *
 * Interim responses (1xx) are part of the one that follows.
 */
export class Http1Splitter {
  readonly #parts: SplitterParts;
  #state: State = "head";
  #call = 0;
  /** The head or the line so far. */
  #line: Uint8Array[] = [];
  #lineBytes = 0;
  /** Of the line under way. */
  #inLine = 0;
  #firstByte = 0;
  #left = 0;
  #verb = "";

  constructor(parts: SplitterParts) {
    this.#parts = parts;
  }

  get call(): number {
    return this.#call;
  }

  feed(bytes: Uint8Array): void {
    let at = 0;
    while (at < bytes.length && this.#state !== "lost") {
      const taken = this.#take(bytes.subarray(at));
      at += taken;
    }
  }

  /** How much of the bytes belongs to the state that is: at least one. */
  #take(bytes: Uint8Array): number {
    switch (this.#state) {
      case "until-close":
        this.#parts.piece(this.#call, bytes);
        return bytes.length;
      case "fixed":
      case "chunk-data": {
        const taken = Math.min(bytes.length, this.#left);
        this.#left -= taken;
        this.#parts.piece(this.#call, bytes.subarray(0, taken));
        if (this.#left > 0) return taken;
        if (this.#state === "fixed") this.#over();
        else this.#state = "chunk-end";
        return taken;
      }
      default:
        return this.#takeLine(bytes);
    }
  }

  /** Bytes up to the next line feed. */
  #takeLine(bytes: Uint8Array): number {
    const feed = bytes.indexOf(lineFeed);
    const taken = feed === -1 ? bytes.length : feed + 1;
    const piece = bytes.subarray(0, taken);
    this.#parts.piece(this.#call, piece);
    if (this.#inLine === 0) this.#firstByte = piece[0] ?? 0;
    this.#inLine += taken;
    this.#lineBytes += taken;
    if (this.#lineBytes > maxHeadBytes) this.#lose();
    else {
      this.#line.push(new Uint8Array(piece));
      if (feed !== -1) this.#lineOver();
    }
    return taken;
  }

  #lineOver(): void {
    const isEmpty = this.#inLine === 1 || (this.#inLine === 2 && this.#firstByte === carriageReturn);
    this.#inLine = 0;
    switch (this.#state) {
      case "head":
        if (isEmpty) this.#headOver(this.#text());
        return;
      case "chunk-size": {
        const size = /^([0-9a-fA-F]+)/.exec(this.#text())?.[1];
        this.#clearLine();
        if (size === undefined) {
          this.#lose();
          return;
        }
        this.#left = Number.parseInt(size, 16);
        this.#state = this.#left === 0 ? "trailers" : "chunk-data";
        return;
      }
      case "chunk-end":
        this.#clearLine();
        this.#state = "chunk-size";
        return;
      default:
        if (isEmpty) this.#over();
        else this.#clearLine();
    }
  }

  #headOver(head: string): void {
    this.#clearLine();
    // RFC 9112, 2.2: empty lines before a request are skipped.
    if (/^\r?\n$/.test(head) && this.#parts.direction === "request") return;
    const isRequest = this.#parts.direction === "request";
    const start = (isRequest ? /^(\S+) \S+ HTTP\/1\.\d\r?\n/ : /^HTTP\/1\.\d (\d{3})(?: |\r?\n)/).exec(head);
    if (start === null) {
      this.#lose();
      return;
    }
    const [, verbOrStatus = ""] = start;
    if (isRequest) this.#verb = verbOrStatus;
    else if (this.#isWithoutBody(Number(verbOrStatus))) return;
    const length = /\ncontent-length:[ \t]*(\d+)[ \t]*\r?\n/i.exec(head)?.[1];
    if (/\ntransfer-encoding:[^\n]*chunked[ \t]*\r?\n/i.test(head)) this.#state = "chunk-size";
    else if (length !== undefined && Number(length) > 0) {
      this.#left = Number(length);
      this.#state = "fixed";
    } else if (length !== undefined || isRequest) this.#over();
    else this.#state = "until-close";
  }

  /** An interim response goes on with the next head. */
  #isWithoutBody(status: number): boolean {
    if (status === 101) this.#lose();
    else if (status < 200) this.#state = "head";
    else if (status === 204 || status === 304 || this.#parts.verbOf(this.#call) === "HEAD") this.#over();
    else return false;
    return true;
  }

  #over(): void {
    this.#clearLine();
    this.#parts.over(this.#call, this.#verb);
    this.#call += 1;
    this.#state = "head";
  }

  #lose(): void {
    this.#clearLine();
    this.#state = "lost";
    this.#parts.lost();
  }

  #text(): string {
    return Buffer.concat(this.#line).toString("latin1");
  }

  #clearLine(): void {
    this.#line = [];
    this.#lineBytes = 0;
    this.#inLine = 0;
  }
}

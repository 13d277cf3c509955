import type { ReplyHeaders } from "./reply-reader.ts";

/** Where the parts of a reply go as they come. */
export type Http1Listener = {
  head(status: number, headers: ReplyHeaders): void;
  data(chunk: Buffer): void;
  /** The reply is complete; `isKept`: the connection may carry another request. */
  end(isKept: boolean): void;
};

const maxHeadBytes = 64 * 1024;
const lineEnd = "\r\n";
const headEnd = "\r\n\r\n";
const statusLine = /^HTTP\/1\.([01]) ([1-5]\d\d)(?: |$)/;
const decimal = /^\d{1,15}$/;
const hexadecimal = /^([\da-f]{1,12})[ \t]*(?:;|$)/i;

/**
 * Reads the replies of one HTTP/1.1 connection, one after the other (RFC 9112, 6 and 7.1).
 *
 *   head ─┬─▶ length ───────────────────────────▶ head
 *         ├─▶ size ─▶ chunk ─▶ gap ─▶ size … ─▶ trailers ─▶ head
 *         └─▶ rest (until the connection is closed)
 */
export class Http1Reader {
  readonly #listener: Http1Listener;
  #state: "head" | "length" | "size" | "chunk" | "gap" | "trailers" | "rest" = "head";
  /** Of a line or head that is not whole yet. */
  #pending: Buffer = Buffer.alloc(0);
  /** Bytes of the body or chunk that are still to come. */
  #left = 0;
  #isKept = true;
  #isOver = false;

  constructor(listener: Http1Listener) {
    this.#listener = listener;
  }

  /** Throws for bytes that are no reply; the connection is of no use then, nor after a reply that others follow. */
  data(chunk: Buffer): void {
    let rest = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    this.#pending = none;
    while (rest.length > 0) {
      const used = this.#read(rest);
      if (used === null) {
        if (rest.length > maxHeadBytes) throw new Error("HTTP_HEAD_TOO_LARGE");
        this.#pending = rest;
        return;
      }
      rest = rest.subarray(used);
      if (this.#isOver) this.#end(rest.length === 0);
    }
  }

  /** The connection was closed: whether that ended the reply as it should. */
  close(): boolean {
    if (this.#state !== "rest") return false;
    this.#end(true);
    return true;
  }

  /** How many bytes were of use; null: more are needed first. */
  #read(bytes: Buffer): number | null {
    switch (this.#state) {
      case "head":
        return this.#readHead(bytes);
      case "rest":
        this.#listener.data(bytes);
        return bytes.length;
      case "length":
      case "chunk":
        return this.#readBody(bytes);
      case "size":
        return this.#readLine(bytes, (line) => {
          const size = hexadecimal.exec(line)?.[1];
          if (size === undefined) throw new Error("HTTP_CHUNK_SIZE");
          this.#left = Number.parseInt(size, 16);
          this.#state = this.#left === 0 ? "trailers" : "chunk";
        });
      case "gap":
        return this.#readLine(bytes, (line) => {
          if (line !== "") throw new Error("HTTP_CHUNK_END");
          this.#state = "size";
        });
      case "trailers":
        // Nothing of our three protocols is in HTTP/1.1's trailers.
        return this.#readLine(bytes, (line) => {
          this.#isOver = line === "";
        });
    }
  }

  #readHead(bytes: Buffer): number | null {
    const end = bytes.indexOf(headEnd);
    if (end === -1) return null;
    const [first = "", ...lines] = bytes.toString("latin1", 0, end).split(lineEnd);
    const [, minor, code] = statusLine.exec(first) ?? [];
    if (code === undefined) throw new Error("HTTP_STATUS_LINE");
    const status = Number(code);
    const headers = readHeaders(lines);
    // 1xx: the reply itself follows.
    if (status >= 200) this.#begin(status, headers, minor === "1");
    return end + headEnd.length;
  }

  #begin(status: number, headers: Readonly<Record<string, string>>, isHttp11: boolean): void {
    const connection = (headers.connection ?? "").toLowerCase();
    this.#isKept = isHttp11 ? !connection.includes("close") : connection.includes("keep-alive");
    this.#listener.head(status, headers);
    const { "content-length": length, "transfer-encoding": coding } = headers;
    if (status === 204 || status === 304) this.#isOver = true;
    else if (coding !== undefined) {
      if (coding.toLowerCase() !== "chunked") throw new Error("HTTP_TRANSFER_ENCODING");
      this.#state = "size";
    } else if (length === undefined) {
      this.#isKept = false;
      this.#state = "rest";
    } else {
      if (!decimal.test(length)) throw new Error("HTTP_CONTENT_LENGTH");
      this.#left = Number(length);
      this.#state = "length";
      this.#isOver = this.#left === 0;
    }
  }

  #readBody(bytes: Buffer): number {
    const part = bytes.length > this.#left ? bytes.subarray(0, this.#left) : bytes;
    this.#left -= part.length;
    this.#listener.data(part);
    if (this.#left === 0) {
      if (this.#state === "chunk") this.#state = "gap";
      else this.#isOver = true;
    }
    return part.length;
  }

  #readLine(bytes: Buffer, take: (line: string) => void): number | null {
    const end = bytes.indexOf(lineEnd);
    if (end === -1) return null;
    take(bytes.toString("latin1", 0, end));
    return end + lineEnd.length;
  }

  /** Bytes that follow a reply belong to nobody: nothing was asked yet. */
  #end(isLast: boolean): void {
    this.#state = "head";
    this.#isOver = false;
    this.#listener.end(this.#isKept && isLast);
  }
}

const none = Buffer.alloc(0);

/** Names in small letters; of a name that comes twice, one list (RFC 9110, 5.3). */
function readHeaders(lines: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(":");
    if (colon < 1) throw new Error("HTTP_HEADER");
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    const before = headers[name];
    headers[name] = before === undefined ? value : `${before}, ${value}`;
  }
  return headers;
}

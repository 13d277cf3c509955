import type { HeaderText } from "./decoded.ts";
import type { Framing } from "./framing.ts";
import { findHeader, type HeaderLines, latin1, readHeaderLines, readLine } from "./header-lines.ts";
import { group, leaf, rest, type WireLayer, type WireNode, type WireProblem } from "./wire-node.ts";

export type Http1Side = {
  readonly direction: "request" | "response";
  /** Of the request that is answered: HEAD has no body, whatever its headers say. */
  readonly verb: string;
  /** Bytes that followed and were not kept. */
  readonly omitted: number;
};

/** One request or response of HTTP/1.1 (RFC 9112), with interim responses before it. */
export function decodeHttp1(bytes: Uint8Array, side: Http1Side): Framing {
  return new Http1Bytes(bytes, side).read();
}

const layerOfHeader = (name: string): WireLayer => (name.startsWith("trailer-") ? "trailers" : "headers");

class Http1Bytes {
  readonly #bytes: Uint8Array;
  readonly #side: Http1Side;
  readonly #nodes: WireNode[] = [];
  readonly #runs: { from: number; to: number }[] = [];
  #headers: readonly HeaderText[] = [];
  #trailers: readonly HeaderText[] = [];
  #verb = "";
  #target = "";
  #status = 0;
  #cut = false;

  constructor(bytes: Uint8Array, side: Http1Side) {
    this.#bytes = bytes;
    this.#side = side;
  }

  read(): Framing {
    let at = this.#head(0);
    while (at !== null && this.#side.direction === "response" && this.#status >= 100 && this.#status < 200)
      at = at < this.#bytes.length ? this.#head(at) : null;
    if (at !== null) this.#body(at);
    return {
      nodes: this.#nodes,
      runs: this.#runs,
      cut: this.#cut,
      headers: this.#headers,
      trailers: this.#trailers,
      verb: this.#verb,
      target: this.#target,
      status: this.#status,
    };
  }

  /** Where the body begins. Null: the head is not whole. */
  #head(from: number): number | null {
    const { length } = this.#bytes;
    const line = readLine(this.#bytes, from, length);
    if (line === null) {
      this.#stop(from, this.#early(length - from));
      return null;
    }
    const start = this.#startLine(from, line.end, line.next);
    if (start === null) {
      this.#stop(from, { code: "start-line", params: {} });
      return null;
    }
    this.#nodes.push(start);
    const lines: HeaderLines = readHeaderLines(this.#bytes, line.next, length, layerOfHeader);
    this.#nodes.push(...lines.nodes);
    this.#headers = lines.headers;
    if (lines.ended) return lines.to;
    this.#nodes.push(rest(length, length, this.#early(0)));
    return null;
  }

  /** `verb SP target SP version` or `version SP status SP reason`. */
  #startLine(from: number, end: number, next: number): WireNode | null {
    const text = latin1(this.#bytes, from, end);
    const isRequest = this.#side.direction === "request";
    const parts = (isRequest ? requestLine : statusLine).exec(text);
    if (parts === null) return null;
    const [, first = "", second = "", third = ""] = parts;
    if (isRequest) this.#takeRequest(first, second);
    else this.#status = Number(second);
    const secondFrom = from + first.length + 1;
    const thirdFrom = Math.min(secondFrom + second.length + 1, end);
    const secondEnd = secondFrom + second.length;
    const layer: WireLayer = "framing";
    const nodes = [
      leaf(layer, isRequest ? "verb" : "version", from, from + first.length, { value: first }),
      leaf(layer, "separator", from + first.length, secondFrom),
      ...(isRequest
        ? this.#targetNodes(secondFrom, secondEnd)
        : [leaf(layer, "status-code", secondFrom, secondEnd, { value: this.#status })]),
      leaf(layer, "separator", secondEnd, thirdFrom),
      leaf(layer, isRequest ? "version" : "reason", thirdFrom, end, { value: third }),
      leaf(layer, "line-end", end, next),
    ];
    return group(layer, "start-line", nodes);
  }

  #takeRequest(verb: string, target: string): void {
    this.#verb = verb;
    this.#target = target;
  }

  /** The query of a Connect GET carries the message. */
  #targetNodes(from: number, to: number): readonly WireNode[] {
    const place = /[?&]message=([^&#]*)/.exec(this.#target);
    const text = place?.[1] ?? "";
    if (place === null || text === "" || this.#verb !== "GET")
      return [leaf("framing", "target", from, to, { value: this.#target })];
    const start = from + place.index + place[0].length - text.length;
    return [
      leaf("framing", "target", from, start, { value: this.#target }),
      leaf("message", "query-message", start, start + text.length, { value: text }),
      leaf("framing", "target", start + text.length, to),
    ];
  }

  #body(from: number): void {
    const { direction, verb, omitted } = this.#side;
    const { length } = this.#bytes;
    const codings = findHeader(this.#headers, "transfer-encoding");
    const hasNone =
      direction === "response" && (verb === "HEAD" || this.#status === 204 || this.#status === 304);
    if (hasNone) {
      this.#behind(from);
      return;
    }
    if (codings !== null && /(?:^|,)\s*chunked\s*$/i.test(codings)) {
      this.#chunks(from);
      return;
    }
    const announced = findHeader(this.#headers, "content-length");
    if (announced === null) {
      // A response without either lasts until the connection ends.
      if (direction === "request") {
        this.#behind(from);
        return;
      }
      this.#cut = omitted > 0;
      this.#run(from, length);
      return;
    }
    const to = Math.min(from + Number(announced), length);
    if (!Number.isSafeInteger(to)) {
      this.#stop(from, { code: "header-line", params: {} });
      return;
    }
    this.#run(from, to);
    if (from + Number(announced) > length) {
      this.#cut = omitted > 0;
      this.#nodes.push(rest(to, to, this.#early(0)));
    } else this.#behind(to);
  }

  /** chunk = size [; extension] CRLF data CRLF, the last one of size 0, then trailers (RFC 9112, 7.1). */
  #chunks(from: number): void {
    let at: number | null = from;
    while (at !== null) at = this.#chunk(at);
  }

  /** Where the next chunk begins. Null: this was the last one, or there is nothing more to be told apart. */
  #chunk(at: number): number | null {
    const { length } = this.#bytes;
    const line = readLine(this.#bytes, at, length);
    if (line === null) return this.#stop(at, this.#early(length - at));
    const size = /^([0-9a-fA-F]+)[ \t]*(?=;|$)/.exec(latin1(this.#bytes, at, line.end));
    const bytes = Number.parseInt(size?.[1] ?? "", 16);
    if (size === null || !Number.isSafeInteger(bytes)) return this.#stop(at, badChunk);
    const sizeEnd = at + size[0].length;
    const head = [
      leaf("framing", "chunk-size", at, sizeEnd, { value: bytes }),
      leaf("framing", "chunk-extension", sizeEnd, line.end),
      leaf("framing", "line-end", line.end, line.next),
    ];
    if (bytes === 0) return this.#lastChunk(head, line.next);
    const end = Math.min(line.next + bytes, length);
    this.#runs.push({ from: line.next, to: end });
    const data = leaf("message", "opaque", line.next, end);
    const close = end - line.next === bytes ? readLine(this.#bytes, end, length) : null;
    const isClosed = close !== null && close.end === end;
    const tail = isClosed ? [leaf("framing", "line-end", end, close.next)] : [];
    this.#nodes.push(group("framing", "chunk", [...head, data, ...tail], { value: bytes }));
    if (isClosed) return close.next;
    this.#cut = this.#side.omitted > 0;
    return this.#stop(end, close === null ? this.#early(length - end) : badChunk);
  }

  #lastChunk(head: readonly WireNode[], from: number): null {
    const { length } = this.#bytes;
    const { nodes, headers, to, ended } = readHeaderLines(this.#bytes, from, length, () => "trailers");
    const inFraming = nodes.map((node) =>
      node.kind === "head-end" ? { ...node, layer: "framing" as const } : node,
    );
    this.#trailers = headers;
    this.#nodes.push(group("framing", "last-chunk", [...head, ...inFraming], { value: 0 }));
    if (ended) this.#behind(to);
    else this.#nodes.push(rest(length, length, this.#early(0)));
    return null;
  }

  #run(from: number, to: number): void {
    if (from === to) return;
    this.#runs.push({ from, to });
    this.#nodes.push(leaf("message", "opaque", from, to));
  }

  #behind(from: number): void {
    if (from < this.#bytes.length) this.#stop(from, { code: "behind-the-end", params: {} });
  }

  #stop(from: number, problem: WireProblem): null {
    this.#nodes.push(rest(from, this.#bytes.length, problem));
    return null;
  }

  #early(found: number): WireProblem {
    const { omitted } = this.#side;
    if (omitted > 0) return { code: "not-captured", params: { omitted } };
    return { code: "ends-early", params: { needed: found + 1, found } };
  }
}

const badChunk: WireProblem = { code: "chunk-size", params: {} };
const requestLine = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+) ([^ ]+) (HTTP\/\d\.\d)$/;
const statusLine = /^(HTTP\/\d\.\d) (\d{3})(?: (.*))?$/;

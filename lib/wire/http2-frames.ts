import type { HeaderText } from "./decoded.ts";
import { readUint32 } from "./envelopes.ts";
import { bodyPlace, type Framing } from "./framing.ts";
import { readHeaderBlock } from "./header-block.ts";
import { errorName, frameName, settingName } from "./http2-names.ts";
import { group, leaf, rest, type WireLayer, type WireNode, type WireProblem } from "./wire-node.ts";

/** RFC 9113, 3.4: what a client sends first. */
export const http2Preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
export const frameHeadBytes = 9;

export const frameFlags = { endStream: 0x1, ack: 0x1, endHeaders: 0x4, padded: 0x8, priority: 0x20 } as const;

/** [from, to) of the captured bytes: one frame, or a few, or the preface. */
export type FrameRun = {
  readonly from: number;
  readonly to: number;
  /** Bytes of the last frame that were not kept. */
  readonly omitted: number;
  readonly ofConnection: boolean;
};

export type Http2Side = {
  /** The first block is the trailers too. */
  readonly trailersOnly: boolean;
  /** What the blocks say; null: it is covered, and so are they. */
  readonly lists: {
    readonly headers: readonly HeaderText[];
    readonly trailers: readonly HeaderText[];
  } | null;
};

/** One side of a call's HTTP/2 frames (RFC 9113, 4.1), with those of its connection between them. */
export function decodeHttp2(
  bytes: Uint8Array,
  runs: readonly FrameRun[],
  side: Http2Side,
): Pick<Framing, "nodes" | "runs" | "cut"> {
  const reader = new FrameBytes(bytes, side);
  for (const run of runs) reader.read(run);
  return { nodes: reader.nodes, runs: reader.body, cut: reader.cut };
}

class FrameBytes {
  readonly nodes: WireNode[] = [];
  readonly body: { from: number; to: number }[] = [];
  cut = false;
  readonly #bytes: Uint8Array;
  readonly #side: Http2Side;
  #heads = 0;
  #sawData = false;
  /** Of the block that CONTINUATION goes on with. */
  #blockLayer: WireLayer = "headers";

  constructor(bytes: Uint8Array, side: Http2Side) {
    this.#bytes = bytes;
    this.#side = side;
  }

  read(run: FrameRun): void {
    let at = run.from;
    if (run.ofConnection && this.#isPreface(at, run.to)) {
      this.#push(leaf("framing", "preface", at, at + http2Preface.length), run);
      at += http2Preface.length;
    }
    while (at < run.to) {
      if (run.to - at < frameHeadBytes) {
        this.#push(rest(at, run.to, shortOf(frameHeadBytes, run.to - at, run.omitted)), run);
        return;
      }
      at = this.#frame(at, run);
    }
  }

  #isPreface(from: number, to: number): boolean {
    if (to - from < http2Preface.length) return false;
    for (let at = 0; at < http2Preface.length; at += 1)
      if (this.#bytes[from + at] !== http2Preface.charCodeAt(at)) return false;
    return true;
  }

  #push(node: WireNode, run: FrameRun): void {
    this.nodes.push(run.ofConnection ? { ...node, ofConnection: true } : node);
  }

  /** Behind the frame. */
  #frame(at: number, run: FrameRun): number {
    const bytes = this.#bytes;
    const length = readUint32(bytes, at) >>> 8;
    const type = bytes[at + 3] ?? 0;
    const flags = bytes[at + 4] ?? 0;
    const stream = readUint32(bytes, at + 5) & 0x7fffffff;
    const from = at + frameHeadBytes;
    const to = Math.min(from + length, run.to);
    const head = [
      leaf("framing", "frame-length", at, at + 3, { value: length }),
      leaf("framing", "frame-type", at + 3, at + 4, { value: frameName(type) }),
      leaf("framing", "frame-flags", at + 4, at + 5, { value: flags }),
      leaf("framing", "frame-stream", at + 5, from, { value: stream }),
    ];
    const payload = this.#payload({ type, flags, from, to, run });
    const missing = from + length - to;
    if (missing > 0) {
      if (type === 0) this.cut = run.omitted > 0;
      payload.push(rest(to, to, shortOf(length, to - from, run.omitted)));
    }
    this.#push(group("framing", "frame", [...head, ...payload], { value: frameName(type) }), run);
    return to;
  }

  #payload({ type, flags, from, to, run }: Payload): WireNode[] {
    switch (type) {
      case 0:
        return this.#padded(flags, from, to, (start, end) => this.#data(start, end, run));
      case 1:
        return this.#padded(flags, from, to, (start, end) => this.#headers(flags, start, end));
      case 9:
        return from < to ? [leaf(this.#blockLayer, "header-block", from, to)] : [];
      case 2:
        return sized(from, to, 5, type, () => [leaf("framing", "priority", from, to)]);
      case 3:
        return sized(from, to, 4, type, () => [this.#error(from)]);
      case 4:
        return this.#settings(from, to);
      case 6:
        return sized(from, to, 8, type, () => [leaf("framing", "ping-data", from, to)]);
      case 7:
        return this.#goAway(from, to);
      case 8: {
        const value = readUint32(this.#bytes, from) & 0x7fffffff;
        return sized(from, to, 4, type, () => [leaf("framing", "window-increment", from, to, { value })]);
      }
      default:
        return from < to ? [leaf("framing", "frame-payload", from, to)] : [];
    }
  }

  #padded(
    flags: number,
    from: number,
    to: number,
    inner: (from: number, to: number) => WireNode[],
  ): WireNode[] {
    if ((flags & frameFlags.padded) === 0 || from === to) return inner(from, to);
    const padding = this.#bytes[from] ?? 0;
    const end = to - padding;
    const length = leaf("framing", "pad-length", from, from + 1, { value: padding });
    if (end < from + 1) return [length, rest(from + 1, to, { code: "frame-padding", params: { padding } })];
    const tail = end < to ? [leaf("framing", "padding", end, to)] : [];
    return [length, ...inner(from + 1, end), ...tail];
  }

  #data(from: number, to: number, run: FrameRun): WireNode[] {
    if (run.ofConnection) return [leaf("framing", "frame-payload", from, to)];
    this.#sawData = true;
    if (from === to) return [];
    this.body.push({ from, to });
    return [leaf("message", bodyPlace, from, to)];
  }

  /** The first block is the head; one behind data, or a later one that ends the stream, is the trailers. */
  #headers(flags: number, from: number, to: number): WireNode[] {
    const ends = (flags & frameFlags.endStream) !== 0;
    const isTrailers = this.#sawData || (ends && (this.#heads > 0 || this.#side.trailersOnly));
    this.#heads += 1;
    this.#blockLayer = isTrailers ? "trailers" : "headers";
    const hasPriority = (flags & frameFlags.priority) !== 0;
    if (hasPriority && to - from < 5) return [rest(from, to, wrongSize(1, to - from))];
    const start = hasPriority ? from + 5 : from;
    const priority = hasPriority ? [leaf("framing", "priority", from, start)] : [];
    return [...priority, ...(start < to ? [this.#block(flags, start, to)] : [])];
  }

  /** In parts where it is whole: one that goes on in CONTINUATION frames may be cut anywhere (RFC 9113, 4.3). */
  #block(flags: number, from: number, to: number): WireNode {
    const { lists, trailersOnly } = this.#side;
    const layer = this.#blockLayer;
    const isWhole = (flags & frameFlags.endHeaders) !== 0;
    const list = layer === "trailers" && !trailersOnly ? lists?.trailers : lists?.headers;
    const block = { bytes: this.#bytes, from, to, layer };
    const read = isWhole && list !== undefined ? readHeaderBlock(block, list) : null;
    return read ?? leaf(layer, "header-block", from, to);
  }

  #settings(from: number, to: number): WireNode[] {
    if ((to - from) % 6 !== 0) return [rest(from, to, wrongSize(4, to - from))];
    const nodes: WireNode[] = [];
    for (let at = from; at < to; at += 6) {
      const id = readUint32(this.#bytes, at) >>> 16;
      const value = `${settingName(id)}=${readUint32(this.#bytes, at + 2)}`;
      nodes.push(leaf("framing", "setting", at, at + 6, { value }));
    }
    return nodes;
  }

  #goAway(from: number, to: number): WireNode[] {
    if (to - from < 8) return [rest(from, to, wrongSize(7, to - from))];
    const last = readUint32(this.#bytes, from) & 0x7fffffff;
    const debug = to > from + 8 ? [leaf("framing", "debug-data", from + 8, to)] : [];
    return [leaf("framing", "last-stream", from, from + 4, { value: last }), this.#error(from + 4), ...debug];
  }

  #error(from: number): WireNode {
    const code = readUint32(this.#bytes, from);
    return leaf("framing", "error-code", from, from + 4, { value: errorName(code) });
  }
}

type Payload = {
  readonly type: number;
  readonly flags: number;
  readonly from: number;
  readonly to: number;
  readonly run: FrameRun;
};

function sized(from: number, to: number, size: number, type: number, nodes: () => WireNode[]): WireNode[] {
  if (to - from === size) return nodes();
  return from < to ? [rest(from, to, wrongSize(type, to - from))] : [];
}

function wrongSize(type: number, length: number): WireProblem {
  return { code: "frame-size", params: { type: frameName(type), length } };
}

function shortOf(needed: number, found: number, omitted: number): WireProblem {
  if (omitted > 0) return { code: "not-captured", params: { omitted } };
  return { code: "ends-early", params: { needed, found } };
}

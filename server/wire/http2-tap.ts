import { BoundedMemory } from "./bounded-memory.ts";
import { type Frame, FrameSplitter } from "./frame-splitter.ts";
import type { TapParts } from "./http1-tap.ts";
import { SeenCall } from "./seen-call.ts";
import type { Watcher } from "./tapped-socket.ts";

/** RFC 9113, 6. */
const frameTypes = { data: 0, headers: 1, rstStream: 3, continuation: 9 } as const;
const endStream = 0x1;
/** Streams that are over and may still be spoken of: a RST_STREAM or WINDOW_UPDATE that comes late. */
const maxOver = 64;
/** Frames of the connection between two calls. */
const maxBetween = 64;
const maxBetweenBytes = 8 * 1024;
const maxFrameBytes = 64 * 1024;

type Open = { readonly call: SeenCall; requestOver: boolean; responseOver: boolean };
type Between = { readonly frame: Frame; readonly response: boolean; readonly atUs: number };

/**
 * The calls of one HTTP/2 connection: the frames of each stream, and with them those of the connection that passed since
 * the call before it was opened.
 */
export class Http2Tap implements Watcher {
  readonly #parts: TapParts;
  readonly #encrypted: boolean;
  readonly #memory: BoundedMemory;
  readonly #streams = new Map<number, Open>();
  readonly #over: number[] = [];
  #between: Between[] = [];
  #lastStream = 0;
  #opened = 0;
  readonly #requests: FrameSplitter;
  readonly #responses: FrameSplitter;
  /** Frames are told apart all the same, so that calls can be seen again later. */
  #stopped = false;

  constructor(encrypted: boolean, parts: TapParts) {
    this.#parts = parts;
    this.#encrypted = encrypted;
    this.#memory = new BoundedMemory(parts.maxBytes, parts.memory);
    this.#requests = new FrameSplitter("client", maxFrameBytes, (frame) => this.#frame(frame, false));
    this.#responses = new FrameSplitter("server", maxFrameBytes, (frame) => this.#frame(frame, true));
  }

  received(bytes: Uint8Array): void {
    this.#requests.feed(bytes);
  }

  sent(bytes: Uint8Array): void {
    this.#responses.feed(bytes);
  }

  call(stream: number): SeenCall | null {
    return this.#streams.get(stream)?.call ?? null;
  }

  /** Sees calls again that begin from now on. */
  resume(): void {
    this.#stopped = false;
  }

  /** Keeps nothing more: the connection is closed, or nobody wants it. What was claimed stays with its capture. */
  stop(): void {
    this.#stopped = true;
    for (const { call } of this.#streams.values()) call.release();
    this.#streams.clear();
    this.#between = [];
  }

  #frame(frame: Frame, response: boolean): void {
    const atUs = this.#parts.nowUs();
    if (frame.stream === 0) {
      this.#ofConnection({ frame, response, atUs });
      return;
    }
    const isNew = !response && frame.type === frameTypes.headers && frame.stream > this.#lastStream;
    if (this.#stopped) {
      if (isNew) this.#count(frame.stream);
      return;
    }
    const open = isNew ? this.#open(frame.stream) : this.#streams.get(frame.stream);
    if (open === undefined) return;
    open.call.add(response, atUs, frame.bytes, { omitted: frame.omitted });
    this.#follow(open, frame, response);
  }

  #ofConnection(between: Between): void {
    if (this.#stopped) return;
    const { frame, response, atUs } = between;
    let heard = false;
    for (const { call, requestOver, responseOver } of this.#streams.values()) {
      if (requestOver && responseOver) continue;
      call.add(response, atUs, frame.bytes, { connection: true, omitted: frame.omitted });
      heard = true;
    }
    if (heard || frame.bytes.length > maxBetweenBytes) return;
    this.#between.push(between);
    if (this.#between.length > maxBetween) this.#between.shift();
  }

  #open(stream: number): Open {
    const { connection, owner, maxBytes } = this.#parts;
    const facts = {
      carrier: "http2",
      encrypted: this.#encrypted,
      connection,
      owner,
      first: this.#opened === 0,
      streamId: stream,
    } as const;
    const open: Open = {
      call: new SeenCall(facts, this.#memory, maxBytes),
      requestOver: false,
      responseOver: false,
    };
    this.#count(stream);
    for (const { frame, response, atUs } of this.#between)
      open.call.add(response, atUs, frame.bytes, { connection: true, omitted: frame.omitted });
    this.#between = [];
    this.#streams.set(stream, open);
    return open;
  }

  #count(stream: number): void {
    this.#opened += 1;
    this.#lastStream = stream;
  }

  #follow(open: Open, { type, flags, stream }: Frame, response: boolean): void {
    const wasOver = open.requestOver && open.responseOver;
    const ends = (type === frameTypes.data || type === frameTypes.headers) && (flags & endStream) !== 0;
    if (type === frameTypes.rstStream) Object.assign(open, { requestOver: true, responseOver: true });
    else if (ends && response) open.responseOver = true;
    else if (ends) open.requestOver = true;
    open.call.complete = open.responseOver;
    if (wasOver || !open.requestOver || !open.responseOver) return;
    this.#over.push(stream);
    if (this.#over.length > maxOver) this.#forget(this.#over.shift() ?? 0);
  }

  #forget(stream: number): void {
    this.#streams.get(stream)?.call.release();
    this.#streams.delete(stream);
  }
}

/** A piece of what passed on a connection. */
export type SeenChunk = {
  readonly response: boolean;
  /** µs on the monotonic clock of the record. */
  readonly atUs: number;
  readonly data: Uint8Array;
  /** Bytes that followed directly and were not kept. */
  omitted: number;
  /** HTTP/2: of the connection, and not of this call. */
  readonly connection: boolean;
};

export type HeaderPair = { readonly name: string; readonly value: string };

/** Whoever answers for the memory of a call: its connection, and once an attempt claims it, a capture. */
export type ByteOwner = {
  /** False: there is no room. */
  grow(bytes: number): boolean;
  shrink(bytes: number): void;
};

/** What a small chunk costs beside its bytes, roughly. */
const chunkCost = 64;

/** The bytes of one call, at most `maxBytes` of them. What passes beyond is counted. */
export class SeenCall {
  readonly carrier: "http1" | "http2" | "in-process";
  readonly encrypted: boolean;
  /** Number of its connection, from 1; 0: none. */
  readonly connection: number;
  /** For whom alone its connection is watched; null: for its visitor. */
  readonly owner: string | null;
  readonly first: boolean;
  readonly streamId: number;
  readonly chunks: SeenChunk[] = [];
  requestBytes = 0;
  responseBytes = 0;
  complete = false;
  claimed = false;
  /** Its bytes are given up. */
  forgotten = false;
  requestHeaders: readonly HeaderPair[] = [];
  responseHeaders: readonly HeaderPair[] = [];
  responseTrailers: readonly HeaderPair[] = [];
  #owner: ByteOwner;
  readonly #maxBytes: number;
  #cost = 0;

  constructor(facts: SeenCallFacts, owner: ByteOwner, maxBytes: number) {
    this.carrier = facts.carrier;
    this.encrypted = facts.encrypted;
    this.connection = facts.connection;
    this.owner = facts.owner;
    this.first = facts.first;
    this.streamId = facts.streamId;
    this.#owner = owner;
    this.#maxBytes = maxBytes;
  }

  /** Copies what there is room for: buffers of the wire are used again. */
  add(
    response: boolean,
    atUs: number,
    bytes: Uint8Array,
    more: { connection?: boolean; omitted?: number } = {},
  ): void {
    const { connection = false, omitted = 0 } = more;
    const length = bytes.length + omitted;
    if (!connection) this.#count(response, length);
    const room = Math.max(0, this.#maxBytes - this.#cost - chunkCost);
    const kept = Math.min(bytes.length, room);
    const last = this.#last(response);
    // What follows a gap could not be told from what was before it.
    const isBehindGap = this.carrier !== "http2" && (last?.omitted ?? 0) > 0;
    if (isBehindGap || kept === 0 || !this.#owner.grow(kept + chunkCost)) {
      if (last !== undefined) last.omitted += length;
      else this.#push({ response, atUs, data: new Uint8Array(0), omitted: length, connection });
      return;
    }
    this.#cost += kept + chunkCost;
    const data = new Uint8Array(bytes.subarray(0, kept));
    this.#push({ response, atUs, data, omitted: length - kept, connection });
  }

  /** A capture answers for it from now on. */
  claim(owner: ByteOwner): void {
    this.claimed = true;
    this.#owner.shrink(this.#cost);
    this.#owner = owner;
    if (owner.grow(this.#cost)) return;
    this.#cost = 0;
    this.forget();
  }

  /** Its connection has no more to do with it: what no attempt has claimed by now is nobody's. */
  release(): void {
    if (!this.claimed) this.forget();
  }

  /** Gives up its bytes, and keeps no more. */
  forget(): void {
    this.#owner.shrink(this.#cost);
    this.#owner = noRoom;
    this.#cost = 0;
    this.forgotten = true;
    this.chunks.length = 0;
  }

  #push(chunk: SeenChunk): void {
    this.chunks.push(chunk);
  }

  #count(response: boolean, bytes: number): void {
    if (response) this.responseBytes += bytes;
    else this.requestBytes += bytes;
  }

  #last(response: boolean): SeenChunk | undefined {
    return this.chunks.findLast((chunk) => chunk.response === response);
  }
}

export type SeenCallFacts = Pick<
  SeenCall,
  "carrier" | "encrypted" | "connection" | "owner" | "first" | "streamId"
>;

const noRoom: ByteOwner = { grow: () => false, shrink: () => {} };

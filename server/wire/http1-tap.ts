import type { Socket } from "node:net";
import { BoundedMemory } from "./bounded-memory.ts";
import { Http1Splitter } from "./http1-splitter.ts";
import { type ByteOwner, SeenCall } from "./seen-call.ts";
import { watchSocket } from "./watch-socket.ts";

export type TapParts = {
  /** Number of the connection, from 1. */
  readonly connection: number;
  /** For whom alone it is tapped; null: for its visitor. */
  readonly owner: string | null;
  /** Of one call, and of all that are not claimed. */
  readonly maxBytes: number;
  /** What everybody's calls are kept in. */
  readonly memory: ByteOwner;
  nowUs(): number;
};

type Begun = { readonly call: SeenCall; verb: string; requestOver: boolean };

/**
 * The calls of one HTTP/1.1 connection. The server answers in the order in which it was asked (RFC 9112, 9.3.2), so the
 * n-th request, the n-th response and the n-th time that the server begins to answer are one call.
 */
export class Http1Tap {
  readonly #parts: TapParts;
  readonly #memory: BoundedMemory;
  readonly #encrypted: boolean;
  /** Begun, and not over. */
  readonly #calls = new Map<number, Begun>();
  readonly #requests: Http1Splitter;
  readonly #responses: Http1Splitter;
  /** The next request that the server will tell of. */
  #told = 0;
  #lost = false;
  readonly #unwatch: () => void;
  /** Whether the connection carried calls before it was watched. */
  readonly #fresh: boolean;

  /** The connection must be idle: nothing read of a request, nothing left of a reply to be written. */
  constructor(socket: Socket, fresh: boolean, parts: TapParts) {
    this.#parts = parts;
    this.#fresh = fresh;
    this.#memory = new BoundedMemory(parts.maxBytes, parts.memory);
    this.#encrypted = "encrypted" in socket && socket.encrypted === true;
    const lost = () => this.#lose();
    this.#requests = new Http1Splitter({
      direction: "request",
      verbOf: () => "",
      piece: (call, bytes) => this.#begin(call).call.add(false, parts.nowUs(), bytes),
      over: (call, verb) => {
        const begun = this.#begin(call);
        Object.assign(begun, { verb, requestOver: true });
        this.#settle(call, begun);
      },
      lost,
    });
    this.#responses = new Http1Splitter({
      direction: "response",
      verbOf: (call) => this.#calls.get(call)?.verb ?? "",
      piece: (call, bytes) => this.#calls.get(call)?.call.add(true, parts.nowUs(), bytes),
      over: (call) => {
        const begun = this.#calls.get(call);
        if (begun === undefined) return;
        begun.call.complete = true;
        this.#settle(call, begun);
      },
      lost,
    });
    this.#unwatch = watchSocket(socket, {
      received: (bytes) => this.#requests.feed(bytes),
      sent: (bytes) => this.#responses.feed(bytes),
    });
  }

  /** The server begins to answer the next request. Null: it cannot be told which bytes are its. */
  next(): SeenCall | null {
    const call = this.#calls.get(this.#told);
    this.#told += 1;
    return this.#lost ? null : (call?.call ?? null);
  }

  /** Sees nothing more: the connection is closed, or nobody wants it. What was claimed stays with its capture. */
  stop(): void {
    this.#unwatch();
    for (const { call } of this.#calls.values()) call.release();
    this.#calls.clear();
  }

  #begin(call: number): Begun {
    const known = this.#calls.get(call);
    if (known !== undefined) return known;
    const { connection, owner, maxBytes } = this.#parts;
    const first = call === 0 && this.#fresh;
    const encrypted = this.#encrypted;
    const facts = { carrier: "http1", encrypted, connection, owner, first, streamId: 0 } as const;
    const begun = { call: new SeenCall(facts, this.#memory, maxBytes), verb: "", requestOver: false };
    this.#calls.set(call, begun);
    return begun;
  }

  /** A reply may be over before all of its request has come. */
  #settle(number: number, { call, requestOver }: Begun): void {
    if (!call.complete || !requestOver) return;
    this.#calls.delete(number);
    call.release();
  }

  #lose(): void {
    this.#lost = true;
    for (const { call } of this.#calls.values()) call.release();
  }
}

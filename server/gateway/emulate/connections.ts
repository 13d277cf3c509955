import type { Direction, Network, Path } from "./network.ts";

/** How many exchanges a connection carries at once, and how many connections a channel opens at most. */
const kinds = {
  /** HTTP/1.1: one after another, on up to six connections, as browsers do it. */
  "1.1": { exchanges: 1, connections: 6 },
  /** HTTP/2: all of them on one. */
  "2": { exchanges: Number.MAX_SAFE_INTEGER, connections: 1 },
} as const;

export type ChannelName = {
  readonly name: string;
  readonly httpVersion: keyof typeof kinds;
  /** Absent: its connections are not encrypted. */
  readonly tls?: "1.3";
};

/** What an exchange has of the connection that carries it. */
export type Lease = {
  /** Within the run, from 1, in the order in which they were opened. */
  readonly connection: number;
  /** From the request to the connection that carries it, µs. */
  readonly waitedUs: number;
  /** Null: no network is emulated. */
  readonly paths: Readonly<Record<Direction, Path>> | null;
  /** The exchange is over: who waits for this connection may have it. */
  leave(): void;
};

/** Channels of a run that are kept open; beyond, those that have been idle longest are closed. */
const mostChannels = 1_024;
const syntax = /^(\d{1,6})\/(1\.1|2)(\/tls1\.3)?$/;

/**
 * `x-playground-channel: <number of the transport>/<HTTP version>`, and `/tls1.3` where it is meant to be encrypted; null:
 * no transport with connections of its own.
 */
export function parseChannel(header: string): ChannelName | null {
  const [, name, httpVersion, tls] = syntax.exec(header) ?? [];
  if (name === undefined || (httpVersion !== "1.1" && httpVersion !== "2")) return null;
  return { name, httpVersion, ...(tls !== undefined && { tls: "1.3" }) };
}

/** The emulated connections of one run: each of its channels opens its own. */
export class Connections {
  readonly #nowUs: () => number;
  readonly #channels = new Map<string, Channel>();
  #opened = 0;

  constructor(nowUs: () => number) {
    this.#nowUs = nowUs;
  }

  /** Calls `taken` as soon as a connection of the channel's carries the exchange, at once where one is open and free. */
  take(
    { name, httpVersion, tls }: ChannelName,
    network: Network | null,
    taken: (lease: Lease) => void,
  ): void {
    const key = `${name}/${httpVersion}/${tls}`;
    const known = this.#channels.get(key);
    const number = () => ++this.#opened;
    const rounds = tls === undefined ? 1 : 2;
    const channel =
      known ?? new Channel({ kind: kinds[httpVersion], rounds, network, number, nowUs: this.#nowUs });
    this.#channels.delete(key);
    this.#channels.set(key, channel);
    channel.take(taken);
    if (this.#channels.size > mostChannels) this.#closeIdle();
  }

  /** A program could open one for each call, and its run would hold on to them all. */
  #closeIdle(): void {
    for (const [key, channel] of this.#channels) {
      if (!channel.idle) continue;
      this.#channels.delete(key);
      return;
    }
  }
}

/** The way of an exchange: on its own connection, else on the one that all others share. Null: none is emulated. */
export function pathOf(lease: Lease | null, network: Network | null, direction: Direction): Path | null {
  if (lease !== null) return lease.paths?.[direction] ?? null;
  return network === null ? null : network.openPath(direction);
}

type ChannelParts = {
  readonly kind: { readonly exchanges: number; readonly connections: number };
  /** Round trips until a connection is open. */
  readonly rounds: number;
  readonly network: Network | null;
  readonly number: () => number;
  readonly nowUs: () => number;
};
type Connection = Pick<Lease, "paths"> & { readonly number: number; open: boolean; exchanges: number };
type Waiting = { readonly fromUs: number; readonly taken: (lease: Lease) => void };

class Channel {
  readonly #parts: ChannelParts;
  readonly #connections: Connection[] = [];
  readonly #waiting: Waiting[] = [];

  constructor(parts: ChannelParts) {
    this.#parts = parts;
  }

  /** It carries nothing, and nobody waits for it. */
  get idle(): boolean {
    return this.#waiting.length === 0 && this.#connections.every(({ exchanges }) => exchanges === 0);
  }

  take(taken: (lease: Lease) => void): void {
    const fromUs = this.#parts.nowUs();
    this.#waiting.push({ fromUs, taken });
    this.#serve(fromUs);
    const { kind } = this.#parts;
    const opening = this.#connections.filter(({ open }) => !open).length;
    const isEnough = this.#waiting.length <= opening * kind.exchanges;
    if (!isEnough && this.#connections.length < kind.connections) this.#open();
  }

  /**
   * TCP asks and is answered before anything else may leave (RFC 9293, 3.5): one round trip. So does TLS 1.3 after it
   * (RFC 8446, 2). The bytes of either are not emulated.
   */
  #open(): void {
    const { network, number, rounds } = this.#parts;
    const paths = network === null ? null : network.openConnection();
    const connection: Connection = { number: number(), paths, open: false, exchanges: 0 };
    this.#connections.push(connection);
    const opened = () => {
      connection.open = true;
      this.#serve();
    };
    const ask = (left: number): void => {
      if (paths === null || left === 0) opened();
      else paths.toServer.send(0, () => paths.toCaller.send(0, () => ask(left - 1)));
    };
    ask(rounds);
  }

  #serve(nowUs = this.#parts.nowUs()): void {
    const { kind } = this.#parts;
    for (let first = this.#waiting[0]; first !== undefined; first = this.#waiting[0]) {
      const free = this.#connections.find(({ open, exchanges }) => open && exchanges < kind.exchanges);
      if (free === undefined) return;
      this.#waiting.shift();
      free.exchanges += 1;
      let left = false;
      const leave = () => {
        if (left) return;
        left = true;
        free.exchanges -= 1;
        this.#serve();
      };
      const waitedUs = Math.round(nowUs - first.fromUs);
      first.taken({ connection: free.number, waitedUs, paths: free.paths, leave });
    }
  }
}

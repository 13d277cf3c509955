import type { Socket } from "node:net";
import type { Limits } from "#lib/limits.ts";

export type ConnectionLimits = Pick<Limits, "maxConnections" | "maxConnectionsPerVisitor"> & {
  /** Whose connection it is; null: a proxy's, behind which many visitors are. */
  visitorOf(remoteAddress: string | undefined): string | null;
};

export type NoPlace = {
  readonly limit: "maxConnections" | "maxConnectionsPerVisitor";
  readonly value: number;
};

/** How many connections are open: all together, and visitor by visitor. */
export class ConnectionPlaces {
  readonly #limits: ConnectionLimits;
  readonly #ofVisitors = new Map<string, number>();
  #open = 0;

  constructor(limits: ConnectionLimits) {
    this.#limits = limits;
  }

  /** A place until the socket is closed: null. Else the limit that leaves none. */
  take(socket: Socket): NoPlace | null {
    const { maxConnections, maxConnectionsPerVisitor, visitorOf } = this.#limits;
    const visitor = visitorOf(socket.remoteAddress);
    if (visitor !== null && this.#of(visitor) >= maxConnectionsPerVisitor)
      return { limit: "maxConnectionsPerVisitor", value: maxConnectionsPerVisitor };
    if (this.#open >= maxConnections) return { limit: "maxConnections", value: maxConnections };
    this.#count(visitor, 1);
    socket.once("close", () => this.#count(visitor, -1));
    return null;
  }

  #of(visitor: string): number {
    return this.#ofVisitors.get(visitor) ?? 0;
  }

  #count(visitor: string | null, change: 1 | -1): void {
    this.#open += change;
    if (visitor === null) return;
    const count = this.#of(visitor) + change;
    if (count === 0) this.#ofVisitors.delete(visitor);
    else this.#ofVisitors.set(visitor, count);
  }
}

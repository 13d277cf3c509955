import type { Random } from "#lib/random.ts";

/**
 * A random choice of `size` among items whose number nobody knows beforehand (Vitter 1985, algorithm R): while there is
 * room every item gets the next slot, later the n-th one a random slot with chance size/n.
 */
export class Reservoir {
  readonly #size: number;
  readonly #random: Random;
  #seen = 0;

  constructor(size: number, random: Random) {
    this.#size = size;
    this.#random = random;
  }

  /** Items offered so far. */
  get seen(): number {
    return this.#seen;
  }

  /** The slot of the next item, whose earlier holder goes; null: it is not kept. */
  take(): number | null {
    this.#seen += 1;
    if (this.#seen <= this.#size) return this.#seen - 1;
    const slot = this.#random.whole(0, this.#seen - 1);
    return slot < this.#size ? slot : null;
  }
}

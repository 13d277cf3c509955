import { StoreError } from "./store-error.ts";

/** What is kept, against what may be. */
export type Space = {
  /** Does the work that adds `more` bytes. Without room for them: what is `there` already, else `full`. */
  add<Value>(
    more: number,
    there: () => Promise<Value | undefined>,
    work: () => Promise<Value>,
  ): Promise<Value>;
  /** Counted anew. */
  set(bytes: number): void;
};

/** Between two countings `bytes` is rather too much than too little: saving again counts again. */
export function createSpace(maxBytes: number, countedBytes: number): Space {
  let bytes = countedBytes;
  return {
    async add(more, there, work) {
      if (bytes + more > maxBytes) {
        const known = await there();
        if (known === undefined) throw new StoreError("full");
        return known;
      }
      const value = await work();
      bytes += more;
      return value;
    },
    set(counted) {
      bytes = counted;
    },
  };
}

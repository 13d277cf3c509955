import type { StoreOptions } from "./kysely-store.ts";
import type { Store } from "./store.ts";

/** Opens a new, empty store each time; for the contract, whose suite closes them. */
export type OpenStore = (options?: StoreOptions) => Promise<Store>;

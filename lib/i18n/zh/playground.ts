import type { playground as english } from "../en/playground.ts";
import type { Translated } from "../dictionary.ts";

export const playground = {} satisfies Translated<typeof english>;

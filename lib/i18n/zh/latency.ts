import type { latency as english } from "../en/latency.ts";
import type { Translated } from "../dictionary.ts";

export const latency = {} satisfies Translated<typeof english>;

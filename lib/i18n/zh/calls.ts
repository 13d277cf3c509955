import type { Translated } from "../dictionary.ts";
import type { calls as english } from "../en/calls.ts";

export const calls = {} satisfies Translated<typeof english>;

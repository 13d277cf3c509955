import type { calls as english } from "../en/calls.ts";
import type { Translated } from "../dictionary.ts";

export const calls = {} satisfies Translated<typeof english>;

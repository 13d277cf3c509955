import type { limits as english } from "../en/limits.ts";
import type { Translated } from "../dictionary.ts";

export const limits = {} satisfies Translated<typeof english>;

import type { site as english } from "../en/site.ts";
import type { Translated } from "../dictionary.ts";

export const site = {} satisfies Translated<typeof english>;

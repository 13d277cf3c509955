import type { timeline as english } from "../en/timeline.ts";
import type { Translated } from "../dictionary.ts";

export const timeline = {} satisfies Translated<typeof english>;

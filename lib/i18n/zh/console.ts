import type { console as english } from "../en/console.ts";
import type { Translated } from "../dictionary.ts";

export const console = {} satisfies Translated<typeof english>;

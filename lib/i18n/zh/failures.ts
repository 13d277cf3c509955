import type { failures as english } from "../en/failures.ts";
import type { Translated } from "../dictionary.ts";

export const failures = {} satisfies Translated<typeof english>;

import type { landing as english } from "../en/landing.ts";
import type { Translated } from "../dictionary.ts";

export const landing = {} satisfies Translated<typeof english>;

import type { settings as english } from "../en/settings.ts";
import type { Translated } from "../dictionary.ts";

export const settings = {} satisfies Translated<typeof english>;

import { en, type WholeDictionary } from "./en.ts";
import type { Locale } from "./locales.ts";
import { zh } from "./zh.ts";

/** All languages at once: for the server only, which hands one of them to the page. */
export const dictionaries = { en, zh } satisfies Record<Locale, WholeDictionary>;

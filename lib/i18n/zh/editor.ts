import type { editor as english } from "../en/editor.ts";
import type { Translated } from "../dictionary.ts";

export const editor = {} satisfies Translated<typeof english>;

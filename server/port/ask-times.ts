/** When to ask after a FIN, ms: the first time evokes the reset, a later one runs into it, however slow the way. */
export const askAfterMs = [0, 50, 250, 1_000, 4_000] as const;

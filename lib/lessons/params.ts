/** What `params.ts` of a lesson exports: the values a hidden rerun replaces. */
export type Params = Readonly<Record<string, unknown>>;

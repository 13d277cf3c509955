/** The same keys as the English texts, with texts of its own: a missing or surplus key does not compile. */
export type Translated<English> = {
  readonly [Key in keyof English]: English[Key] extends string ? string : Translated<English[Key]>;
};

/** Ends a switch over a union: the compiler names the case that is missing. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected case: ${JSON.stringify(value)}`);
}

/** States what must hold; a false condition is a bug of ours. */
export function assert(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(`Expected: ${what}`);
}

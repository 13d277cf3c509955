/** A stream by hand that breaks every promise of the iterator protocol. */
export function stream() {
  let steps = 0;
  return {
    [Symbol.asyncIterator]: () => ({
      next: () => (++steps < 3 ? { value: { text: "not a promise" } } : Promise.resolve(7)),
      return: () => {
        throw new Error("no return");
      },
      get throw() {
        throw new Error("no throw");
      },
    }),
  };
}

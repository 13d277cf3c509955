/** A stream by hand whose `next` does not return. */
export function stream() {
  return {
    [Symbol.asyncIterator]: () => ({
      next() {
        for (;;);
      },
    }),
  };
}

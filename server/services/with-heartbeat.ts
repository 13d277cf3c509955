/** `values` in their order, and `heartbeat` whenever none came for `afterMs`. Ends, fails and is left as `values` is. */
export async function* withHeartbeat<Value>(
  values: AsyncIterable<Value>,
  heartbeat: Value,
  afterMs: number,
): AsyncGenerator<Value, void> {
  const source = values[Symbol.asyncIterator]();
  let next = source.next();
  try {
    while (true) {
      const result = await within(next, afterMs);
      if (result === null) {
        yield heartbeat;
        continue;
      }
      if (result.done === true) return;
      yield result.value;
      next = source.next();
    }
  } finally {
    // Whoever stopped listening waits for nothing; the source hears of it when its own wait is over.
    void source.return?.().catch(() => {});
  }
}

/** Null: it took longer. */
function within<Result>(promise: Promise<Result>, ms: number): Promise<Result | null> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(null), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

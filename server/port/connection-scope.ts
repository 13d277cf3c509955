import { AsyncLocalStorage } from "node:async_hooks";

const scope = new AsyncLocalStorage<true>();

/** Runs `work` so that whatever it starts, timers and promises included, is known to serve somebody's connection. */
export function inConnectionScope<Value>(work: () => Value): Value {
  return scope.run(true, work);
}

/** Whether the code that asks was started by a connection. Holds in handlers of uncaught exceptions too. */
export function servesConnection(): boolean {
  return scope.getStore() === true;
}

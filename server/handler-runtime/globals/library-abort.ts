import { AbortController as PlainController } from "./abort.ts";

let look: (reason: unknown) => void = () => {};

/** `onReason` sees what the library gives up a call for. Once, before any call. */
export function watchReasons(onReason: (reason: unknown) => void): void {
  look = onReason;
}

/**
 * The class that the bundled libraries get (`inject.ts`); visitors have the plain one. Connect aborts the signal of a call
 * with the error it failed of right before it writes that error down: the one place at which errors of its own, of
 * encoding too, can be given a reason. Calls that go well pass by without one.
 */
export class AbortController extends PlainController {
  override abort(reason?: unknown): void {
    if (reason !== undefined) look(reason);
    super.abort(reason);
  }
}

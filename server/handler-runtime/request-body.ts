import { creditStepBytes } from "#server/sandbox/protocol.ts";
import { writeReceived } from "./outbox.ts";
import { arrayPush, arrayShift } from "./primordials.ts";

type Waiting = {
  readonly resolve: (result: IteratorResult<Uint8Array>) => void;
  readonly reject: (error: unknown) => void;
};

/** The request's body as Connect reads it. Bytes count as received when they are read, so a slow handler slows its caller. */
export type RequestBody = AsyncIterable<Uint8Array> & {
  push(bytes: Uint8Array): void;
  end(): void;
  fail(error: unknown): void;
};

export function createRequestBody(
  exchange: number,
  giveBack: (exchange: number, bytes: number) => void = writeReceived,
): RequestBody {
  const chunks: Uint8Array[] = [];
  let waiting: Waiting | null = null;
  let ended = false;
  let failure: { readonly error: unknown } | null = null;
  let discarding = false;
  let owed = 0;

  const received = (bytes: number): void => {
    owed += bytes;
    if (owed < creditStepBytes || ended) return;
    giveBack(exchange, owed);
    owed = 0;
  };
  const wake = (): void => {
    const waiter = waiting;
    if (waiter === null) return;
    const chunk = arrayShift(chunks);
    if (chunk !== undefined) {
      received(chunk.length);
      waiter.resolve({ done: false, value: chunk });
    } else if (failure !== null) waiter.reject(failure.error);
    else if (ended) waiter.resolve({ done: true, value: undefined });
    else return;
    waiting = null;
  };
  const discard = (): void => {
    discarding = true;
    let left = 0;
    for (let chunk = arrayShift(chunks); chunk !== undefined; chunk = arrayShift(chunks))
      left += chunk.length;
    received(left);
  };
  const iterator: AsyncIterator<Uint8Array> = {
    next: () =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        wake();
      }),
    return() {
      discard();
      return Promise.resolve({ done: true, value: undefined });
    },
    throw(error: unknown) {
      discard();
      return Promise.reject(error);
    },
  };

  return {
    push(bytes) {
      if (bytes.length === 0) return;
      if (discarding) return received(bytes.length);
      arrayPush(chunks, bytes);
      wake();
    },
    end() {
      ended = true;
      wake();
    },
    fail(error) {
      failure ??= { error };
      wake();
    },
    [Symbol.asyncIterator]: () => iterator,
  };
}

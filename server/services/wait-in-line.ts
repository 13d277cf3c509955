import type { MessageInitShape } from "@bufbuild/protobuf";
import type { RunLoadResponseSchema } from "#lib/gen/playground/v1/load_pb.ts";
import type { Asker, Entered, FairQueue } from "#server/quota/fair-queue.ts";

const lookMs = 250;
/** Proxies close what is silent for a minute. */
const repeatMs = 15_000;

/** Tells the place in line while it waits for a turn; null: the signal fired. */
export async function* waitInLine(
  line: FairQueue,
  asker: Asker,
  signal: AbortSignal,
): AsyncGenerator<MessageInitShape<typeof RunLoadResponseSchema>, Entered | null> {
  const turn = line.enter(asker, signal).catch(() => null);
  let told = 0;
  let toldMs = 0;
  let isTaken = false;
  try {
    for (;;) {
      const entered = await within(turn, told === 0 ? 0 : lookMs);
      if (entered !== undefined) {
        isTaken = true;
        return entered;
      }
      const place = line.place(asker);
      const now = performance.now();
      if (place === 0 || (place === told && now - toldMs < repeatMs)) continue;
      told = place;
      toldMs = now;
      yield { event: { case: "queued", value: { place } } };
    }
  } finally {
    // Whoever went away while it was told its place may be granted a turn yet, and gives it back.
    if (!isTaken) void turn.then((late) => late?.ok && late.leave());
  }
}

/** Undefined: it took longer. */
function within<Value>(promise: Promise<Value>, ms: number): Promise<Value | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), ms);
    promise.then((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}

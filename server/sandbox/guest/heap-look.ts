import { setFlagsFromString } from "node:v8";
import type { Isolate, Reference } from "isolated-vm";

/** How much a call adds to the heap, for calls that ask for it. */
export type HeapLook = {
  /** Before the call's first turn: collects the garbage, and remembers what is left. */
  begin(exchange: number): void;
  /** After a turn of that call: how much more the heap holds than before it, bytes; null: it did not ask. */
  added(exchange: number): number | null;
};

/** Collections may take this share of the time, whoever asks for them: a call that comes too soon is not looked at. */
const share = 0.5;

/**
 * What a call allocates and V8 has not collected yet counts too: nobody can tell before the next collection what of it is
 * still in use. Only the newest call that asked is looked at: it is meant for one call at a time.
 */
export function createHeapLook(isolate: Isolate): HeapLook {
  const collect = createCollector(isolate);
  let looked = 0;
  let baseline = 0;
  let notBeforeMs = 0;
  const held = () => {
    const { used_heap_size, externally_allocated_size } = isolate.getHeapStatisticsSync();
    return used_heap_size + externally_allocated_size;
  };
  return {
    begin(exchange) {
      const began = performance.now();
      if (began < notBeforeMs) return;
      collect();
      const ended = performance.now();
      notBeforeMs = ended + (ended - began) * (1 / share - 1);
      looked = exchange;
      baseline = held();
    },
    added: (exchange) => (exchange === looked && exchange !== 0 ? Math.max(0, held() - baseline) : null),
  };
}

/** The function is made when it is first needed, in a context of its own: the visitor's code never sees it. */
function createCollector(isolate: Isolate): () => void {
  let gc: Reference<() => void> | null = null;
  return () => {
    if (gc === null) {
      setFlagsFromString("--expose-gc");
      gc = isolate.createContextSync().global.getSync("gc", { reference: true });
      setFlagsFromString("--no-expose-gc");
    }
    gc?.applySync(undefined, []);
  };
}

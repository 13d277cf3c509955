import { Code } from "@connectrpc/connect";
import { answers, either, fails, type HandlerAttacks, stopped } from "../outcome.ts";

const tooMuchMemory = stopped("memoryMb", "processMemoryMb");
const tooMuch = stopped("memoryMb", "processMemoryMb", "turnMs");

/** Memory of every kind that an isolate can ask for. A busy machine may meet the turn's limit before it is full. */
export const memory: HandlerAttacks = {
  arrays: tooMuch,
  "typed-arrays": tooMuchMemory,
  "array-buffers": tooMuchMemory,
  "resizable-buffers": tooMuchMemory,
  "one-huge-buffer": either(tooMuchMemory, fails(Code.Unknown)),
  strings: tooMuch,
  "string-doubling": tooMuch,
  maps: tooMuch,
  closures: tooMuch,
  promises: tooMuch,
  webassembly: answers("no WebAssembly"),
  "shared-memory": answers("undefined,undefined"),
  "error-causes": either(fails(Code.Unknown), tooMuchMemory),
  "structured-clone": tooMuch,
  formatters: tooMuch,
  "graph-to-clone": either(tooMuch, fails(Code.Unknown)),
  "random-bytes": answers(/^true \w*Error$/),
};

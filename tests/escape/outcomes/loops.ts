import { Code } from "@connectrpc/connect";
import { answers, either, fails, type HandlerAttacks, stopped, stoppedLater } from "../outcome.ts";

/**
 * A thief's call has used up its own processor time, and its code goes on until the deployment's is used up too. Where the
 * machine is so busy that it gives a thief no more than its share, the call's deadline comes first.
 */
const tooMuchProcessor = either(
  fails(Code.ResourceExhausted, { limit: "callCpuMs" }),
  stoppedLater("cpuBurstMs", { code: Code.ResourceExhausted }),
  stopped("cpuBurstMs"),
  fails(Code.DeadlineExceeded, { limit: "unaryDeadlineMs" }),
  stoppedLater("cpuBurstMs", { code: Code.DeadlineExceeded }),
);

/** Code that does not give its thread back, or takes more of the processor than its share. */
export const loops: HandlerAttacks = {
  "for-ever": stopped("turnMs"),
  "microtask-chain": stopped("turnMs", "memoryMb"),
  "awaiting-nothing": stopped("turnMs"),
  "endless-generator": stopped("turnMs"),
  "silent-stream": { ...stopped("turnMs"), method: "stream" },
  "regex-backtracking": stopped("turnMs"),
  "regex-of-sets": stopped("turnMs", "memoryMb", "processMemoryMb"),
  "array-from-async": stopped("turnMs", "memoryMb", "processMemoryMb"),
  "loop-in-finalizer": either(answers("registered"), stopped("turnMs"), stoppedLater("turnMs")),
  "deep-recursion": fails(Code.Unknown, { says: /^internal error$/ }),
  "recursion-in-catch": stopped("turnMs"),
  "sort-bomb": stopped("turnMs", "memoryMb", "processMemoryMb"),
  "json-nesting": either(fails(Code.Unknown), stopped("memoryMb", "turnMs")),
  "json-doubling": either(fails(Code.Unknown), stopped("memoryMb", "turnMs", "processMemoryMb")),
  "bigint-power": either(fails(Code.Unknown), stopped("turnMs", "memoryMb", "processMemoryMb", "cpuBurstMs")),
  "loop-in-getter": stopped("turnMs"),
  "loop-in-proxy": stopped("turnMs"),
  "loop-in-iterator": { ...stopped("turnMs"), method: "stream" },
  "loop-in-finally": stopped("turnMs"),
  "loop-after-answer": stoppedLater("turnMs"),
  "loop-in-abort-listener": { ...stoppedLater("turnMs", { code: Code.DeadlineExceeded }), timeoutMs: 500 },
  "timer-flood": { ...fails(Code.Unknown), console: { line: /more than \d+ timers at once/ } },
  "interval-storm": tooMuchProcessor,
  "processor-thief": tooMuchProcessor,
  "immediate-storm": either(tooMuchProcessor, { ...fails(Code.Unknown) }),
};

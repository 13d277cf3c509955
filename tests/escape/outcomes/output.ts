import { Code } from "@connectrpc/connect";
import { answers, either, fails, type HandlerAttacks, stopped, stoppedLater } from "../outcome.ts";

/** Floods of what leaves a handler: lines, messages, headers, errors. */
export const output: HandlerAttacks = {
  "log-flood": { ...answers("logged"), console: { dropped: true } },
  "patient-log-flood": { ...answers("logged"), console: { dropped: true } },
  "giant-log-line": { ...answers("logged"), console: { line: /^长+…/ } },
  "giant-log-value": either(answers("logged"), stopped("memoryMb", "processMemoryMb", "turnMs")),
  "hostile-log-value": { ...answers("logged"), console: { line: /the console still prints/ } },
  "loop-in-log-value": stopped("turnMs"),
  "console-labels": stopped("turnMs", "memoryMb"),
  "gigabyte-message": fails(Code.ResourceExhausted, { says: /4194304/ }),
  "longest-string": either(
    fails(Code.ResourceExhausted),
    fails(Code.Internal, { says: /allocation failed/ }),
    stopped("memoryMb", "processMemoryMb", "turnMs"),
  ),
  // Within a message a stream can only be broken off; the record names the limit.
  "gigabyte-stream": {
    ...either(stoppedLater("maxResponseBytes", { code: Code.Aborted }), stopped("maxResponseBytes")),
    method: "stream",
  },
  "endless-stream": {
    ...fails(Code.ResourceExhausted, { limit: "maxStreamMessages" }),
    method: "stream",
  },
  "header-flood": answers("answered"),
  "giant-header": answers("answered"),
  "trailer-flood": answers("answered"),
  "stream-trailer-flood": { ...answers("answered"), method: "stream" },
  "error-message": fails(Code.DataLoss, { says: /^m+/ }),
  "error-message-grpc": { ...fails(Code.DataLoss, { says: /^错+/ }), protocol: "grpc" },
  "error-metadata": fails(Code.DataLoss, { says: /^flood$/ }),
  "error-details": either(fails(Code.DataLoss), stopped("memoryMb", "processMemoryMb", "turnMs")),
  "unknown-fields": either(
    answers("answered"),
    fails(Code.ResourceExhausted),
    stopped("memoryMb", "processMemoryMb", "turnMs"),
  ),
  "table-of-cycles": either(answers("logged"), stopped("memoryMb", "processMemoryMb", "turnMs")),
  "giant-rejections": answers("answered"),
};

import { Code } from "@connectrpc/connect";
import { answers, either, fails, type HandlerAttacks } from "../outcome.ts";

/** Promises that do not settle, or settle where nobody waits. */
export const promises: HandlerAttacks = {
  "never-settled": fails(Code.DeadlineExceeded, { limit: "unaryDeadlineMs" }),
  "swallowed-abort": { ...fails(Code.DeadlineExceeded), timeoutMs: 500 },
  "swallowed-abort-stream": { ...fails(Code.DeadlineExceeded), method: "stream", timeoutMs: 500 },
  "waits-in-handler": fails(Code.Unimplemented),
  "generator-that-never-returns": { ...fails(Code.DeadlineExceeded), method: "stream", timeoutMs: 500 },
  "calls-itself": fails(Code.ResourceExhausted, { limit: "maxCallDepth" }),
  "stream-of-itself": { ...fails(Code.ResourceExhausted, { limit: "maxCallDepth" }), method: "stream" },
  "unhandled-rejections": {
    ...answers("alive"),
    console: { line: /Unhandled rejection: RangeError: nobody 0/ },
  },
  "hostile-rejection": answers("alive"),
  "throwing-timers": { ...answers("alive"), console: { line: /Uncaught exception: Error: in a timer 0/ } },
  "hostile-iterator": { ...either(fails(Code.Unknown), fails(Code.Internal)), method: "stream" },
};

import { Code } from "@connectrpc/connect";
import { answers, deaf, either, fails, type HandlerAttacks, stopped } from "../outcome.ts";

/**
 * Attacks on what crosses from the isolate to the host. Whoever breaks their own program may get any error or none
 * before the deadline; what reaches the host stays well formed.
 */
const ownFault = either(
  answers(/^\w*$/),
  fails(Code.Unknown),
  fails(Code.Internal),
  fails(Code.InvalidArgument),
  fails(Code.DeadlineExceeded, { limit: "unaryDeadlineMs" }),
  deaf,
);

export const bridge: HandlerAttacks = {
  "polluted-object": ownFault,
  "polluted-then": ownFault,
  "polluted-built-ins": ownFault,
  "polluted-iterators": either(ownFault, stopped("turnMs", "memoryMb")),
  "polluted-indexes": ownFault,
  "array-methods-swapped": either(ownFault, stopped("turnMs", "memoryMb")),
  species: ownFault,
  "metadata-of-every-object": { ...answers("answered"), protocol: "grpc" },
  "thenable-answer": either(ownFault, stopped("turnMs", "memoryMb")),
  "proxy-answer": ownFault,
  "answer-of-wrong-types": ownFault,
  "forged-headers": answers("answered"),
  "hostile-error": ownFault,
  "throw-anything": ownFault,
  "error-of-any-code": ownFault,
  "context-swapped": answers("answered"),
  "global-classes-swapped": ownFault,
};

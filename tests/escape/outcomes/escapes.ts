import { answers, type HandlerAttacks } from "../outcome.ts";

/** Ways out of the isolate: each answers with what it found, which must be nothing. */
export const escapes: HandlerAttacks = {
  "global-names": answers("found: "),
  "constructor-chains": answers("leaks: "),
  "eval-and-function": answers(/^(undefinedundefinedundefined,){3}function,undefinedundefinedundefined$/),
  "import-of-anything": answers("loaded: "),
  "native-import": answers("refused"),
  "require-walk": answers(""),
  "stack-hook": answers("taken: "),
  "stack-hook-redefined": answers("paths: "),
  "caller-walk": answers("callers: "),
  "captured-arguments": answers("taken: 0"),
  "async-hooks": answers("realms: "),
  "host-errors": answers("true leaks: "),
  "frozen-world": answers("frozen"),
  "wrapper-breakout": answers(/^caught: (object|undefined)$/),
};

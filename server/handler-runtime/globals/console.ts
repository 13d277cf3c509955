import { createConsole } from "#lib/console/create-console.ts";
import { booted } from "../host.ts";
import { isDropping, writeLog } from "./log.ts";
import { callStack, errorStack } from "./stacks.ts";

/** The console of the visitor's code: every line goes to their Console tab with its file and line. */
export const console = createConsole({
  isOpen: () => !isDropping(),
  write(level, text, stackOf) {
    const place = callStack();
    const stack = stackOf === "caller" ? place : stackOf === undefined ? "" : errorStack(stackOf);
    writeLog(level, text, { callStack: place, errorStack: stack });
  },
  now: () => booted().host.now() / 1000,
});

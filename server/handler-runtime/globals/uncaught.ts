import { describeThrown } from "#lib/console/describe-thrown.ts";
import { writeLog } from "./log.ts";
import { errorStack } from "./stacks.ts";

/** Says in the console what the visitor's code threw where nobody could catch it. */
export function logUncaught(title: string, thrown: unknown, exchange?: number): void {
  const stack = thrown instanceof Error ? errorStack(thrown) : "";
  writeLog("error", `${title}${describeThrown(thrown)}`, { callStack: "", errorStack: stack, exchange });
}

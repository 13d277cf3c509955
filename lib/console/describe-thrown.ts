import { inspect } from "./inspect.ts";

/** What was thrown, without the frames of its own stack: the console shows those beside the text. */
export function describeThrown(thrown: unknown): string {
  return inspect(thrown, { bareError: thrown });
}

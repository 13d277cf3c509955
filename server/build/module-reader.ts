import { createLru } from "#lib/lru.ts";
import { JobGivenUp, JobThread } from "#server/job-thread.ts";
import { fileStart, type ModuleFacts, type ModuleProblem } from "./module-facts.ts";

/** In characters. */
const known = createLru<string, ModuleFacts>(4 * 1024 * 1024, (content) => content.length + 1_000);
const thread = new JobThread<string, ModuleFacts>({
  script: new URL("./module-reader-thread.ts", import.meta.url),
  // A module of 256 kB takes a tenth of this.
  timeoutMs: 2_000,
  maxHeapMb: 256,
  // 22 after many modules of the usual size.
  keptHeapMb: 48,
});

/**
 * Reads a module in a thread: the parser takes exponential time on texts such as `async<T>(async<T>(…`. The same text
 * is read once.
 */
export async function readModuleSafely(content: string): Promise<ModuleFacts> {
  const facts = known.get(content) ?? (await thread.run(content).catch(givenUp));
  known.set(content, facts);
  return facts;
}

function givenUp(error: unknown): ModuleFacts {
  if (!(error instanceof JobGivenUp)) throw error;
  const message =
    error.reason === "tooLong" ? "This code takes too long to read." : "This code is too complex to read.";
  const problems: ModuleProblem[] = [{ message, range: fileStart, reason: "CODE_TOO_COMPLEX" }];
  return { imports: [], experiments: [], unsupported: [], problems, isHostile: true };
}

import { createLru } from "#lib/lru.ts";
import { fail } from "#lib/result.ts";
import { JobGivenUp, JobThread } from "#server/job-thread.ts";
import { esbuildLauncher } from "./esbuild-walls.ts";
import { fileStart, type ModuleProblem } from "./module-facts.ts";
import type { ModuleAnswer, ModuleJob } from "./module-job.ts";

/** What an import, an experiment or a problem takes, texts included, characters. */
const entryWeight = 1_000;

/** In characters. */
const known = createLru<string, ModuleAnswer>(12 * 1024 * 1024, (key, { facts, compiled }) => {
  const { imports, experiments, unsupported, problems } = facts;
  const entries = [imports, experiments, unsupported, problems, compiled.ok ? [] : compiled.problem];
  const code = compiled.ok ? compiled.value.code.length + compiled.value.sourceMap.length : 0;
  return entries.reduce((sum, { length }) => sum + entryWeight * length, key.length + code);
});

/** Two texts that come before the walls are found share the thread too. */
let opened: Promise<JobThread<ModuleJob, ModuleAnswer>> | undefined;

async function openThread(): Promise<JobThread<ModuleJob, ModuleAnswer>> {
  const launcher = await esbuildLauncher();
  return new JobThread({
    script: new URL("./module-compiler-thread.ts", import.meta.url),
    env: launcher === null ? {} : { ESBUILD_BINARY_PATH: launcher },
    // A module of 256 kB takes a tenth of this.
    timeoutMs: 2_000,
    maxHeapMb: 256,
    // 35 after many modules of the usual size.
    keptHeapMb: 48,
  });
}

/**
 * Reads and compiles one TypeScript file, in a thread: the parser takes exponential time on texts such as
 * `async<T>(async<T>(…`, and the compiler repeats a whole line of source with each of its complaints about it, which makes
 * gigabytes of a few kilobytes. The same file is compiled once. Never rejects for what is in a text.
 */
export async function compileSafely(job: ModuleJob): Promise<ModuleAnswer> {
  const key = `${job.path}\0${job.content}`;
  const remembered = known.get(key);
  if (remembered !== undefined) return remembered;
  opened ??= openThread();
  const thread = await opened;
  try {
    const answer = await thread.run(job);
    known.set(key, answer);
    return answer;
  } catch (error) {
    // What kept the thread too long may have been a busy machine: not remembered.
    return givenUp(error);
  }
}

function givenUp(error: unknown): ModuleAnswer {
  if (!(error instanceof JobGivenUp)) throw error;
  const message =
    error.reason === "tooLong" ? "This code takes too long to read." : "This code is too complex to read.";
  const problems: ModuleProblem[] = [{ message, range: fileStart, reason: "CODE_TOO_COMPLEX" }];
  const facts = { imports: [], experiments: [], unsupported: [], problems, isHostile: true };
  return { facts, compiled: fail(problems) };
}

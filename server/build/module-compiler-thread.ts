import { parentPort } from "node:worker_threads";
import { fail } from "#lib/result.ts";
import { compileModule } from "./compile-module.ts";
import { type ModuleAnswer, type ModuleJob, maxProblems } from "./module-job.ts";
import { readModule } from "./read-module.ts";

async function answer({ path, content }: ModuleJob): Promise<ModuleAnswer> {
  const read = readModule(content);
  const facts = { ...read, unsupported: read.unsupported.slice(0, maxProblems) };
  return { facts, compiled: facts.isHostile ? fail(facts.problems) : await compileModule(path, content) };
}

// A text that the compiler does not survive ends the thread, and the next text gets another.
parentPort?.on("message", async (job: ModuleJob) => parentPort?.postMessage(await answer(job)));

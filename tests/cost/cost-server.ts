import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Failure } from "#components/playground/failure.ts";
import type { RunsJobs } from "#lib/cost/cost-run.ts";
import { sweepExperiment } from "#lib/cost/sweep-program.ts";
import type { RunsChecks } from "#lib/lessons/check-lesson.ts";

type SourceFile = { readonly path: string; readonly content: string };

/** The starter whose handlers grow in known ways. */
export function readComplexity(): readonly SourceFile[] {
  const folder = "starters/complexity/en";
  return readdirSync(folder).map((path) => ({ path, content: readFileSync(join(folder, path), "utf8") }));
}

/** Runs of a measurement by the same code as in the page: real server, real sandbox, real client code. */
export function jobsOn(run: RunsChecks<Failure>, files: readonly SourceFile[]): RunsJobs<Failure> {
  return ({ client, server, settings }, onRecord) => {
    const replaced = new Map([
      ["client.ts", client],
      ...(server === null ? [] : [["server.ts", server] as const]),
    ]);
    const rest = files.filter(({ path }) => !replaced.has(path));
    const added = Array.from(replaced, ([path, content]) => ({ path, content }));
    return run({ files: [...rest, ...added], experiment: sweepExperiment, settings }, onRecord);
  };
}

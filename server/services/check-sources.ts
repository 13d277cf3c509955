import { Code } from "@connectrpc/connect";
import type { SourceFile } from "#lib/gen/playground/v1/source_pb.ts";
import { findSourceProblem, type SourceLimits } from "#lib/source/find-source-problem.ts";
import { failure } from "#server/failure.ts";

/** Throws the `ConnectError` of the first rule that the files break. */
export function checkSources(files: readonly SourceFile[], limits: SourceLimits): void {
  const problem = findSourceProblem(files, limits);
  if (problem !== null) throw failure(Code.InvalidArgument, problem.reason, problem.sentence, problem.values);
}

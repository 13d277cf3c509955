import type { Diagnostic } from "#lib/gen/playground/v1/source_pb.ts";
import { fail, ok, type Result } from "#lib/result.ts";
import { compileProtos } from "./compile-protos.ts";
import { wholeFile } from "./diagnostics.ts";
import { checkProtoPaths } from "./proto-paths.ts";
import { type ProtoText, runBuf } from "./run-buf.ts";

/**
 * The file in buf's layout. A file whose text would lose anything but spaces, because buf could not read all of it,
 * comes back as diagnostics instead. Rejects with the signal's reason when that fires.
 */
export async function formatProto(
  file: ProtoText,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Result<string, readonly Diagnostic[]>> {
  const badPaths = checkProtoPaths([file]);
  if (badPaths.length > 0) return fail(badPaths);
  const result = await runBuf(["format", "-#format=zip"], [file], options.signal);
  if (result.kind === "aborted") throw options.signal?.reason ?? new Error("aborted");
  if (result.kind === "ended" && result.exitCode === 0) {
    const formatted = Buffer.from(result.stdout).toString();
    if (characters(formatted) === characters(file.content)) return ok(formatted);
  }
  const compiled = await compileProtos([file], options);
  const mistakes = compiled.ok ? [] : compiled.problem.filter(({ message }) => !isAboutOtherFiles(message));
  return fail(mistakes.length > 0 ? mistakes : [wholeFile(file.path, "This file cannot be formatted.")]);
}

/** Everything but white space and separators, in an order that the sorting of imports does not change. */
function characters(text: string): string {
  return [...text.replace(/[\s,;\ufeff]/g, "")].sort().join("");
}

function isAboutOtherFiles(message: string): boolean {
  return message === "imported file does not exist" || message.startsWith("cannot find `");
}

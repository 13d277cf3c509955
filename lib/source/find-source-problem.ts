import type { FailureReason, SourcePathRule } from "#lib/failure-reasons.ts";
import type { LimitName, Limits } from "#lib/limits.ts";

export type SourceLimits = Pick<Limits, "maxFiles" | "maxFileBytes" | "maxSourceBytes" | "maxPathLength">;

/** What is wrong with something that was sent: a sentence for people at a terminal, a reason and parameters for the page. */
export type RequestProblem = {
  readonly reason: FailureReason;
  readonly sentence: string;
  readonly values: Readonly<Record<string, string | number>>;
};

type Source = { readonly path: string; readonly content: string };

/**
 * The first rule that a visitor's files break: their number, names and sizes. That texts are valid Unicode has been seen
 * to by the protobuf runtime; whether they compile is not asked here.
 */
export function findSourceProblem(files: readonly Source[], limits: SourceLimits): RequestProblem | null {
  if (files.length > limits.maxFiles) {
    return overLimit("FILES_TOO_MANY", "maxFiles", limits, files.length, "files at most");
  }
  const seen = new Set<string>();
  let totalBytes = 0;
  for (const { path, content } of files) {
    const rule = brokenPathRule(path, limits.maxPathLength);
    if (rule !== undefined) return badPath(path, rule);
    // Folded, because an exported project may land on a file system that does not tell Greet.proto from greet.proto.
    const folded = path.toLowerCase();
    if (seen.has(folded))
      return { reason: "FILE_PATH_DUPLICATE", sentence: `Two files are called ${path}.`, values: { path } };
    seen.add(folded);
    const bytes = encoder.encode(content).length;
    if (bytes > limits.maxFileBytes)
      return overLimit("FILE_TOO_LARGE", "maxFileBytes", limits, bytes, "bytes in a file at most", path);
    totalBytes += bytes;
  }
  if (totalBytes <= limits.maxSourceBytes) return null;
  const words = "bytes in all files together at most";
  return overLimit("SOURCES_TOO_LARGE", "maxSourceBytes", limits, totalBytes, words);
}

const encoder = new TextEncoder();

/** Letters and digits of every script, `_`, and inside also `.` and `-`: nothing hidden, nothing that looks like an option. */
const segmentPattern = /^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u;

/** Names that objects have by themselves; no table keyed by paths shall ever meet them. */
const prototypeNames = new Set(["__proto__", "constructor", "prototype"]);

function brokenPathRule(path: string, maxLength: number): SourcePathRule | undefined {
  if (path === "") return "empty";
  if (path.length > maxLength) return "tooLong";
  if (path.startsWith("/") || /^[A-Za-z]:/.test(path)) return "absolute";
  const segments = path.split("/");
  if (segments.some((segment) => segment === "" || segment === "." || segment === "..")) return "segment";
  if (!segments.every((segment) => segmentPattern.test(segment))) return "characters";
  // One spelling per name: é as one code point, as every keyboard types it.
  if (path !== path.normalize("NFC")) return "characters";
  const stems = segments.map((segment) => segment.split(".", 1)[0] ?? "");
  if (stems.some((stem) => prototypeNames.has(stem))) return "reserved";
  // Generated code lives below gen/; the well-known types are built into the compiler.
  if (path.startsWith("gen/") || path.startsWith("google/protobuf/")) return "reserved";
  if (!path.endsWith(".proto") && !path.endsWith(".ts")) return "extension";
  return undefined;
}

function badPath(path: string, rule: SourcePathRule): RequestProblem {
  // By way of bytes, since the cut may fall between the halves of one character.
  const shown = new TextDecoder().decode(encoder.encode(path.slice(0, 100)));
  const sentence = `${JSON.stringify(shown)} is not a path for a source file (${rule}).`;
  return { reason: "FILE_PATH_INVALID", sentence, values: { path: shown, rule } };
}

function overLimit(
  reason: FailureReason,
  name: LimitName & keyof SourceLimits,
  limits: SourceLimits,
  actual: number,
  words: string,
  path?: string,
): RequestProblem {
  const value = limits[name];
  const values = { limit: name, value, actual, ...(path === undefined ? {} : { path }) };
  return { reason, sentence: `${value} ${words}; there are ${actual}.`, values };
}

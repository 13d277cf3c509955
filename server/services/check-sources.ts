import { Code, type ConnectError } from "@connectrpc/connect";
import type { SourcePathRule } from "#lib/failure-reasons.ts";
import type { SourceFile } from "#lib/gen/playground/v1/source_pb.ts";
import type { LimitName, Limits } from "#lib/limits.ts";
import { failure } from "#server/failure.ts";

export type SourceLimits = Pick<Limits, "maxFiles" | "maxFileBytes" | "maxSourceBytes" | "maxPathLength">;

/**
 * Throws the `ConnectError` of the first rule that the files break. That texts are valid Unicode has been seen to by the
 * protobuf runtime; whether they compile is not asked here.
 */
export function checkSources(files: readonly SourceFile[], limits: SourceLimits): void {
  if (files.length > limits.maxFiles) {
    throw overLimit("FILES_TOO_MANY", "maxFiles", limits.maxFiles, files.length, "files at most");
  }
  const seen = new Set<string>();
  let totalBytes = 0;
  for (const { path, content } of files) {
    const rule = brokenPathRule(path, limits.maxPathLength);
    if (rule !== undefined) throw badPath(path, rule);
    // Folded, because an exported project may land on a file system that does not tell Greet.proto from greet.proto.
    const folded = path.toLowerCase();
    if (seen.has(folded)) {
      throw failure(Code.InvalidArgument, "FILE_PATH_DUPLICATE", `Two files are called ${path}.`, { path });
    }
    seen.add(folded);
    const bytes = Buffer.byteLength(content);
    if (bytes > limits.maxFileBytes) {
      throw overLimit(
        "FILE_TOO_LARGE",
        "maxFileBytes",
        limits.maxFileBytes,
        bytes,
        "bytes in a file at most",
        path,
      );
    }
    totalBytes += bytes;
  }
  if (totalBytes > limits.maxSourceBytes) {
    const sentence = "bytes in all files together at most";
    throw overLimit("SOURCES_TOO_LARGE", "maxSourceBytes", limits.maxSourceBytes, totalBytes, sentence);
  }
}

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

function badPath(path: string, rule: SourcePathRule): ConnectError {
  // By way of bytes, since the cut may fall between the halves of one character.
  const shown = Buffer.from(path.slice(0, 100)).toString();
  const sentence = `${JSON.stringify(shown)} is not a path for a source file (${rule}).`;
  return failure(Code.InvalidArgument, "FILE_PATH_INVALID", sentence, { path: shown, rule });
}

function overLimit(
  reason: "FILES_TOO_MANY" | "FILE_TOO_LARGE" | "SOURCES_TOO_LARGE",
  name: LimitName,
  limit: number,
  value: number,
  words: string,
  path?: string,
): ConnectError {
  const metadata = { limit: name, value: limit, actual: value, ...(path === undefined ? {} : { path }) };
  return failure(Code.InvalidArgument, reason, `${limit} ${words}; there are ${value}.`, metadata);
}

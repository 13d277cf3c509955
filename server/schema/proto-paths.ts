import type { Diagnostic } from "#lib/gen/playground/v1/source_pb.ts";
import { wholeFile } from "./diagnostics.ts";
import type { ProtoText } from "./run-buf.ts";

/** Letters, digits, `_`, `-` and `.`, separated by `/`: no empty, `.` or `..` segments, nothing a shell or zip could read. */
const segment = /^(?!\.{1,2}$)[\p{L}\p{N}_.-]+$/u;

/** Paths that buf must never see, each with the reason. */
export function checkProtoPaths(files: readonly ProtoText[]): Diagnostic[] {
  const seen = new Set<string>();
  return files.flatMap(({ path }) => {
    const isNew = !seen.has(path);
    seen.add(path);
    if (!isNew) return [wholeFile(path, "Two files have this name.")];
    if (!path.split("/").every((part) => segment.test(part)))
      return [wholeFile(path, "This is not a path of a proto file.")];
    if (path.startsWith("google/protobuf/"))
      return [wholeFile(path, "The files below google/protobuf/ are built in.")];
    return [];
  });
}

import { createHash } from "node:crypto";
import { createFileRegistry, type FileRegistry, fromBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { fixturesProto, fixturesProtoPath, mentionsFixtures } from "#lib/fixtures/fixtures-proto.ts";
import type { Service } from "#lib/gen/playground/v1/deployment_pb.ts";
import { type Diagnostic, Severity } from "#lib/gen/playground/v1/source_pb.ts";
import { createLru } from "#lib/lru.ts";
import { fail, ok, type Result } from "#lib/result.ts";
import { parseComplaints, wholeFile } from "./diagnostics.ts";
import { listServices } from "./list-services.ts";
import { checkProtoPaths } from "./proto-paths.ts";
import { type ProtoText, runBuf } from "./run-buf.ts";

export type CompiledSchema = {
  /** `google.protobuf.FileDescriptorSet`: the visitor's files and every import, in the order of dependency. */
  readonly descriptorSet: Uint8Array;
  readonly registry: FileRegistry;
  /** Paths of the visitor's own files. */
  readonly protoPaths: readonly string[];
  readonly services: readonly Service[];
  readonly warnings: readonly Diagnostic[];
};

type Compilation = Result<CompiledSchema, readonly Diagnostic[]>;

/** Bytes of a diagnostic with its text. */
const diagnosticBytes = 2_500;

/** Bytes; what is made of a descriptor takes up to fifty times its size, where it is many small messages. */
const compilations = createLru<string, Compilation>(24 * 1024 * 1024, (_, result) => {
  const schemaBytes = result.ok ? 50 * result.value.descriptorSet.length : 0;
  const diagnostics = result.ok ? result.value.warnings : result.problem;
  return 10_000 + schemaBytes + diagnosticBytes * diagnostics.length;
});

/**
 * Compiles the `*.proto` among the files; others are ignored. Mistakes are diagnostics in editor columns. The same
 * content is compiled once. Rejects with the signal's reason when that fires.
 */
export async function compileProtos(
  files: readonly ProtoText[],
  options: { readonly signal?: AbortSignal } = {},
): Promise<Compilation> {
  const protos = withFixtures(files, files.filter(isProto).map(withoutByteOrderMark));
  const key = contentKey(protos);
  const known = compilations.get(key);
  if (known !== undefined) return known;
  const badPaths = checkProtoPaths(protos);
  if (badPaths.length > 0) return fail(badPaths);
  const result = await runBuf(
    ["build", "-#format=zip", "--as-file-descriptor-set", "-o", "-"],
    protos,
    options.signal,
  );
  if (result.kind === "aborted") throw options.signal?.reason ?? new Error("aborted");
  // What stopped the compiler may have been a busy machine: not remembered.
  if (result.kind !== "ended") {
    return fail([wholeFile(protos[0]?.path ?? "", stoppedMessages[result.kind], "SCHEMA_TOO_COMPLEX")]);
  }
  const compilation = toCompilation(protos, result.exitCode, result.stdout, result.stderr);
  compilations.set(key, compilation);
  return compilation;
}

const stoppedMessages = {
  timeout: "The schema takes too long to compile.",
  tooLarge: "The compiled schema is too large.",
  crashed: "The schema takes more memory than the compiler may use.",
};

function toCompilation(
  protos: readonly ProtoText[],
  exitCode: number | null,
  stdout: Uint8Array,
  stderr: string,
): Compilation {
  if (protos.length === 0) return readDescriptors(protos, new Uint8Array(), []);
  if (exitCode === 0)
    return readDescriptors(protos, stdout, parseComplaints(stderr, protos, Severity.WARNING));
  const complaints = parseComplaints(stderr, protos, Severity.ERROR);
  if (complaints.length > 0) return fail(complaints);
  const reason = stderr.replace(/^Failure: /, "").trim() || "The compiler ended without a reason.";
  return fail([wholeFile(protos[0]?.path ?? "", reason)]);
}

function readDescriptors(
  protos: readonly ProtoText[],
  descriptorSet: Uint8Array,
  warnings: readonly Diagnostic[],
): Compilation {
  const protoPaths = protos.map((file) => file.path);
  try {
    const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, descriptorSet));
    return ok({
      descriptorSet,
      registry,
      protoPaths,
      services: listServices(registry, protoPaths),
      warnings,
    });
  } catch (error) {
    // buf knows more of protobuf than the runtime does, for example later editions.
    return fail([wholeFile(protoPaths[0] ?? "", error instanceof Error ? error.message : String(error))]);
  }
}

const isProto = ({ path }: ProtoText) => path.endsWith(".proto");

/** The schema of the fixtures comes with the files that speak of it, unless it is among them. */
function withFixtures(files: readonly ProtoText[], protos: readonly ProtoText[]): readonly ProtoText[] {
  const known = protos.some(({ path }) => path === fixturesProtoPath);
  if (known || !files.some(({ content }) => mentionsFixtures(content))) return protos;
  return [...protos, { path: fixturesProtoPath, content: fixturesProto }];
}

/** Editors show no byte order mark and count no column for it; buf counts three. */
function withoutByteOrderMark(file: ProtoText): ProtoText {
  return { path: file.path, content: file.content.replace(/^\ufeff/, "") };
}

function contentKey(files: readonly ProtoText[]): string {
  const hash = createHash("sha256");
  for (const { path, content } of files) hash.update(JSON.stringify([path, content]));
  return hash.digest("base64url");
}

import { join } from "node:path";
import {
  create,
  type DescMessage,
  type DescService,
  fromBinary,
  fromJson,
  type JsonObject,
  toBinary,
  toJson,
} from "@bufbuild/protobuf";
import { SourceFileSchema } from "#lib/gen/playground/v1/source_pb.ts";
import { compileProtos } from "#server/schema/compile-protos.ts";
import { startBackend } from "../handlers/backend.ts";
import { readProgram } from "../handlers/read-program.ts";

/** A visitor's deployment on the real server, and what a caller must know of it. */
export type Site = {
  readonly url: string;
  readonly port: number;
  readonly id: string;
  readonly service: DescService;
  /** `/d/<id>/wire.v1.Wire/Say`, for callers whose paths may have a prefix. */
  prefixed(method: string): string;
  /** `/wire.v1.Wire/Say`, for gRPC. */
  plain(method: string): string;
  stop(): Promise<void>;
};

/** Starts the backend with the program of a `.txtar` file deployed, which has one service. */
export async function openSite(
  programPath = join(import.meta.dirname, "wire.txtar"),
  tls: Parameters<typeof startBackend>[0] = null,
): Promise<Site> {
  const program = readProgram(programPath);
  const service = await readService(program.files);
  const backend = await startBackend(tls);
  const id = await backend.deploy(program);
  const plain = (method: string) => `/${service.typeName}/${method}`;
  return {
    url: backend.url,
    port: Number(new URL(backend.url).port),
    id,
    service,
    plain,
    prefixed: (method) => `/d/${id}${plain(method)}`,
    stop: () => backend.stop(),
  };
}

async function readService(
  files: readonly { readonly path: string; readonly content: string }[],
): Promise<DescService> {
  const protos = files
    .filter(({ path }) => path.endsWith(".proto"))
    .map((file) => create(SourceFileSchema, file));
  const compiled = await compileProtos(protos, { signal: new AbortController().signal });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problem));
  for (const type of compiled.value.registry) if (type.kind === "service") return type;
  throw new Error("the program has no service");
}

/** `Note` of wire.proto, in JSON: `{"text":"…","number":"1"}`. */
export type Note = { readonly text?: string; readonly number?: string };

/** The bytes of a message, and back. */
export function codecOf(schema: DescMessage): { write(note: Note): Buffer; read(bytes: Uint8Array): Note } {
  return {
    write: (note) => Buffer.from(toBinary(schema, fromJson(schema, note as JsonObject))),
    read: (bytes) => toJson(schema, fromBinary(schema, bytes)) as Note,
  };
}

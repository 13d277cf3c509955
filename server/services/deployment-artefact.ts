import { fromJson, type JsonValue, toJson } from "@bufbuild/protobuf";
import { base64Decode, base64Encode } from "@bufbuild/protobuf/wire";
import { z } from "zod";
import { ServiceSchema } from "#lib/gen/playground/v1/deployment_pb.ts";
import { DiagnosticSchema } from "#lib/gen/playground/v1/source_pb.ts";
import type { StoredArtefact } from "#server/store/store.ts";
import type { CompiledDeployment } from "./compile-deployment.ts";

/** Raise it when the compilers' output or this encoding changes: stored artefacts are then made anew from the content. */
const artefactFormat = "1";

const artefactSchema = z.object({
  services: z.array(z.json()),
  warnings: z.array(z.json()),
  descriptorSet: z.string(),
  program: z.object({
    entry: z.string(),
    modules: z.array(z.object({ path: z.string(), code: z.string(), sourceMap: z.string() })),
  }),
});

export function encodeArtefact({
  services,
  warnings,
  descriptorSet,
  program,
}: CompiledDeployment): StoredArtefact {
  const json = {
    services: services.map((service) => toJson(ServiceSchema, service)),
    warnings: warnings.map((warning) => toJson(DiagnosticSchema, warning)),
    descriptorSet: base64Encode(descriptorSet),
    program,
  };
  return { format: artefactFormat, bytes: Buffer.from(JSON.stringify(json)) };
}

/** Undefined when another version wrote it, or it is damaged. */
export function decodeArtefact({ format, bytes }: StoredArtefact): CompiledDeployment | undefined {
  if (format !== artefactFormat) return undefined;
  try {
    const json = artefactSchema.parse(JSON.parse(Buffer.from(bytes).toString()));
    return {
      services: json.services.map((service) => fromJson(ServiceSchema, service as JsonValue)),
      warnings: json.warnings.map((warning) => fromJson(DiagnosticSchema, warning as JsonValue)),
      descriptorSet: base64Decode(json.descriptorSet),
      program: json.program,
    };
  } catch {
    return undefined;
  }
}

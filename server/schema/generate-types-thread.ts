import { parentPort } from "node:worker_threads";
import { create, fromBinary } from "@bufbuild/protobuf";
import {
  CodeGeneratorRequestSchema,
  type FileDescriptorProto,
  FileDescriptorSetSchema,
  type SourceCodeInfo_Location,
} from "@bufbuild/protobuf/wkt";
// A deep import, as the package has no entry for programs; hence its exact version in package.json.
import { protocGenEs } from "@bufbuild/protoc-gen-es/dist/cjs/src/protoc-gen-es-plugin.js";
import type { GeneratedFile, GenerationJob, Target } from "./generate-types.ts";

/** Imports carry no extension, so that `./greet_pb` is found in an editor, in Node's bundlers and in our `require`. */
const parameters: Readonly<Record<Target, string>> = {
  ts: "target=ts,erasable_syntax=true",
  js: "target=js,js_import_style=legacy_commonjs",
};

/**
 * The generator walks through all locations of a file for every comment it looks up, and most of them have none:
 * without those, 500 messages take a quarter of the time.
 */
function keepComments(file: FileDescriptorProto): FileDescriptorProto {
  const info = file.sourceCodeInfo;
  if (info !== undefined) info.location = info.location.filter(hasComment);
  return file;
}

function hasComment(location: SourceCodeInfo_Location): boolean {
  const { leadingComments, trailingComments, leadingDetachedComments } = location;
  return leadingComments !== "" || trailingComments !== "" || leadingDetachedComments.length > 0;
}

function generate({ descriptorSet, protoPaths, target }: GenerationJob): readonly GeneratedFile[] {
  const response = protocGenEs.run(
    create(CodeGeneratorRequestSchema, {
      fileToGenerate: [...protoPaths],
      parameter: parameters[target],
      protoFile: fromBinary(FileDescriptorSetSchema, descriptorSet).file.map(keepComments),
    }),
  );
  const files = response.file.map((file) => ({ path: `gen/${file.name}`, content: file.content }));
  return files.sort((a, b) => (a.path < b.path ? -1 : 1)); // buf orders them by dependency.
}

parentPort?.on("message", (job: GenerationJob) => parentPort?.postMessage(generate(job)));

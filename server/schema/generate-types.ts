import { create, fromBinary } from "@bufbuild/protobuf";
import { CodeGeneratorRequestSchema, FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
// A deep import, as the package has no entry for programs; hence its exact version in package.json.
import { protocGenEs } from "@bufbuild/protoc-gen-es/dist/cjs/src/protoc-gen-es-plugin.js";
import { type SourceFile, SourceFileSchema } from "#lib/gen/playground/v1/source_pb.ts";
import type { CompiledSchema } from "./compile-protos.ts";

/** `ts` for editors and exported projects; `js` is CommonJS, ready to run. */
export type Target = "ts" | "js";

/** Imports carry no extension, so that `./greet_pb` is found in an editor, in Node's bundlers and in our `require`. */
const parameters: Readonly<Record<Target, string>> = {
  ts: "target=ts,erasable_syntax=true",
  js: "target=js,js_import_style=legacy_commonjs",
};

const generated: Readonly<Record<Target, WeakMap<CompiledSchema, readonly SourceFile[]>>> = {
  ts: new WeakMap(),
  js: new WeakMap(),
};

/**
 * The code visitors import as `./gen/…_pb`: the same that `buf generate` writes. One file per proto of the visitor;
 * the well-known types come with the protobuf runtime.
 */
export function generateTypes(schema: CompiledSchema, target: Target): readonly SourceFile[] {
  const known = generated[target].get(schema);
  if (known !== undefined) return known;
  const response = protocGenEs.run(
    create(CodeGeneratorRequestSchema, {
      fileToGenerate: [...schema.protoPaths],
      parameter: parameters[target],
      protoFile: fromBinary(FileDescriptorSetSchema, schema.descriptorSet).file,
    }),
  );
  const files = response.file.map((file) =>
    create(SourceFileSchema, { path: `gen/${file.name}`, content: file.content }),
  );
  files.sort((a, b) => (a.path < b.path ? -1 : 1)); // buf orders them by dependency.
  generated[target].set(schema, files);
  return files;
}

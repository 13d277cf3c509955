import { toBinary } from "@bufbuild/protobuf";
import { base64Encode } from "@bufbuild/protobuf/wire";
import { FileDescriptorProtoSchema } from "@bufbuild/protobuf/wkt";
import { transform } from "esbuild";
import type { Program } from "#server/sandbox/sandbox.ts";
import { echoService } from "./test-service.ts";

const file = base64Encode(toBinary(FileDescriptorProtoSchema, echoService.file.proto), "std_raw");

// What protoc-gen-es writes, without the types.
const generated = `
const { fileDesc, serviceDesc } = require("@bufbuild/protobuf/codegenv2");
const { file_google_protobuf_wrappers } = require("@bufbuild/protobuf/wkt");
exports.EchoService = serviceDesc(fileDesc("${file}", [file_google_protobuf_wrappers]), 0);
`;

/** A program for the real sandbox whose handlers of the echo service are `methods`, TypeScript as a visitor writes it. */
export async function echoProgram(methods: string, imports = ""): Promise<Program> {
  const server = `${imports}
    import { setTimeout } from "node:timers/promises";
    import { Code, ConnectError, type ConnectRouter } from "@connectrpc/connect";
    import { EchoService } from "./gen/echo_pb";
    type Text = { value: string };
    export default (router: ConnectRouter) => router.service(EchoService, {${methods}});
  `;
  const options = {
    loader: "ts",
    format: "cjs",
    target: "es2023",
    sourcemap: "external",
    sourcefile: "server.ts",
  } as const;
  const { code, map } = await transform(server, options);
  return {
    modules: [
      { path: "server", code, sourceMap: map },
      { path: "gen/echo_pb", code: generated, sourceMap: "" },
    ],
    entry: "server",
  };
}

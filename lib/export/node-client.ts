import { type OutsideCall, receivesMany, sendsMany, splitMethod } from "./outside-call.ts";
import { shellWord } from "./shell-word.ts";

/** A call with Connect for Node, over gRPC, and the visitor's proto files. For a POSIX shell. */
export function nodeClient(call: OutsideCall): string {
  const { service, name } = splitMethod(call.method);
  const text = JSON.stringify;
  return [
    `npx buf build --path ${shellWord(call.protoPath)} --as-file-descriptor-set -o schema.binpb`,
    `node --input-type=module - <<'EOF'`,
    `import { readFileSync } from "node:fs";`,
    `import { createFileRegistry, fromBinary, fromJson, toJson } from "@bufbuild/protobuf";`,
    `import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";`,
    `import { createClient } from "@connectrpc/connect";`,
    `import { createGrpcTransport } from "@connectrpc/connect-node";`,
    "",
    `const files = fromBinary(FileDescriptorSetSchema, readFileSync("schema.binpb"));`,
    `const service = createFileRegistry(files).getService(${text(service)});`,
    `const method = service.methods.find(({ name }) => name === ${text(name)});`,
    `const client = createClient(service, createGrpcTransport({ baseUrl: ${text(call.origin)} }));`,
    `const request = fromJson(method.input, ${call.requestJson});`,
    `const headers = { "x-deployment": ${text(call.deploymentId)} };`,
    ...send(call),
    "EOF",
  ].join("\n");
}

function send(call: OutsideCall): string[] {
  const requests = sendsMany(call)
    ? ["async function* requests() {", "  yield request;", "  yield request;", "}"]
    : [];
  const made = `client[method.localName](${sendsMany(call) ? "requests()" : "request"}, { headers })`;
  const shown = "console.log(toJson(method.output, reply))";
  return receivesMany(call)
    ? [...requests, `for await (const reply of ${made}) ${shown};`]
    : [...requests, `const reply = await ${made};`, `${shown};`];
}

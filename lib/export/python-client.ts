import { type OutsideCall, receivesMany, sendsMany, splitMethod, targetOf } from "./outside-call.ts";
import { shellWord } from "./shell-word.ts";

/** `shop/v1/order-list.proto` is the module `shop.v1.order_list_pb2` (protoc's Python generator). */
function moduleOf(protoPath: string): { readonly folder: string; readonly name: string } {
  const parts = protoPath
    .replace(/\.proto$/, "")
    .replaceAll("-", "_")
    .split("/");
  const name = parts.pop() ?? "";
  return { folder: parts.join("."), name };
}

function importOf(protoPath: string, suffix: string): string {
  const { folder, name } = moduleOf(protoPath);
  return folder === "" ? `import ${name}${suffix}` : `from ${folder} import ${name}${suffix}`;
}

/** A call with Python's gRPC library and stubs made from the visitor's proto files. For a POSIX shell. */
export function pythonClient(call: OutsideCall): string {
  const { service, name } = splitMethod(call.method);
  const { target, isPlain } = targetOf(call.origin);
  const stubs = `${moduleOf(call.protoPath).name}_pb2_grpc`;
  const messages = `${moduleOf(call.inputProtoPath).name}_pb2`;
  const compiled = [call.protoPath, ...call.importedProtoPaths].map(shellWord);
  const credentials = isPlain ? "" : ", grpc.ssl_channel_credentials()";
  const request = `json_format.Parse(${pythonText(call.requestJson)}, ${messages}.${call.inputName}())`;
  return [
    `python3 -m grpc_tools.protoc -I. --python_out=. --grpc_python_out=. ${compiled.join(" ")}`,
    `python3 - <<'EOF'`,
    "import grpc",
    "from google.protobuf import json_format",
    ...new Set([importOf(call.inputProtoPath, "_pb2"), importOf(call.protoPath, "_pb2_grpc")]),
    "",
    `with grpc.${isPlain ? "insecure" : "secure"}_channel("${target}"${credentials}) as channel:`,
    `    stub = ${stubs}.${service.slice(service.lastIndexOf(".") + 1)}Stub(channel)`,
    `    request = ${request}`,
    `    metadata = [("x-deployment", "${call.deploymentId}")]`,
    ...send(call, name).map((line) => `    ${line}`),
    "EOF",
  ].join("\n");
}

function send(call: OutsideCall, name: string): string[] {
  const request = sendsMany(call) ? "iter([request, request])" : "request";
  const made = `stub.${name}(${request}, metadata=metadata, timeout=10)`;
  return receivesMany(call) ? [`for reply in ${made}:`, "    print(reply)"] : [`print(${made})`];
}

/** A JSON string is a Python string literal too; the shell leaves a quoted heredoc as it is. */
function pythonText(text: string): string {
  return /['\\]/.test(text) ? JSON.stringify(text) : `'${text}'`;
}

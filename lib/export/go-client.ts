import { type OutsideCall, sendsMany, splitMethod, targetOf } from "./outside-call.ts";

/** A call with Go's gRPC library. Reflection tells it the schema, so nothing is generated. For a POSIX shell. */
export function goClient(call: OutsideCall): string {
  const { service, name } = splitMethod(call.method);
  const { target, isPlain } = targetOf(call.origin);
  const text = JSON.stringify;
  const [credentials, made] = isPlain
    ? ["google.golang.org/grpc/credentials/insecure", "insecure.NewCredentials()"]
    : ["google.golang.org/grpc/credentials", `credentials.NewClientTLSFromCert(nil, "")`];
  return [
    "mkdir call-it && cd call-it && go mod init call-it && cat > main.go <<'EOF'",
    "package main",
    "",
    "import (",
    ...["context", "fmt", ...(call.kind === "unary" || call.kind === "clientStreaming" ? [] : ["io"])].map(
      (path) => `\t"${path}"`,
    ),
    "",
    `\t"github.com/jhump/protoreflect/dynamic"`,
    `\t"github.com/jhump/protoreflect/dynamic/grpcdynamic"`,
    `\t"github.com/jhump/protoreflect/grpcreflect"`,
    `\t"google.golang.org/grpc"`,
    `\t"${credentials}"`,
    `\t"google.golang.org/grpc/metadata"`,
    ")",
    "",
    "func main() {",
    `\tctx := metadata.AppendToOutgoingContext(context.Background(), "x-deployment", ${text(call.deploymentId)})`,
    `\tconn := must(grpc.NewClient(${text(target)}, grpc.WithTransportCredentials(${made})))`,
    `\tservice := must(grpcreflect.NewClientAuto(ctx, conn).ResolveService(${text(service)}))`,
    `\tmethod := service.FindMethodByName(${text(name)})`,
    "\trequest := dynamic.NewMessage(method.GetInputType())",
    `\tif err := request.UnmarshalJSON([]byte(${goText(call.requestJson)})); err != nil {`,
    "\t\tpanic(err)",
    "\t}",
    "\tstub := grpcdynamic.NewStub(conn)",
    ...send(call).map((line) => `\t${line}`),
    "}",
    "",
    "func must[T any](value T, err error) T {",
    "\tif err != nil {",
    "\t\tpanic(err)",
    "\t}",
    "\treturn value",
    "}",
    "EOF",
    "go mod tidy && go run .",
  ].join("\n");
}

const rpc: Readonly<Record<OutsideCall["kind"], string>> = {
  unary: "InvokeRpc(ctx, method, request)",
  serverStreaming: "InvokeRpcServerStream(ctx, method, request)",
  clientStreaming: "InvokeRpcClientStream(ctx, method)",
  bidiStreaming: "InvokeRpcBidiStream(ctx, method)",
};

function send(call: OutsideCall): string[] {
  const made = `must(stub.${rpc[call.kind]})`;
  if (call.kind === "unary") return [`fmt.Println(${made})`];
  const writes = sendsMany(call) ? ["stream.SendMsg(request)", "stream.SendMsg(request)"] : [];
  const stream = [`stream := ${made}`, ...writes];
  if (call.kind === "clientStreaming") return [...stream, "fmt.Println(must(stream.CloseAndReceive()))"];
  return [
    ...stream,
    ...(call.kind === "bidiStreaming" ? ["stream.CloseSend()"] : []),
    "for reply, err := stream.RecvMsg(); err != io.EOF; reply, err = stream.RecvMsg() {",
    "\tfmt.Println(must(reply, err))",
    "}",
  ];
}

/** A raw string where it can be one. */
function goText(text: string): string {
  return text.includes("`") ? JSON.stringify(text) : `\`${text}\``;
}

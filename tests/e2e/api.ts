/** A small visitor's project for tests that talk to the API as curl would. */
export const echoProto = `syntax = "proto3";
package echo.v1;
service EchoService {
  rpc Say(SayRequest) returns (SayResponse);
  rpc Count(CountRequest) returns (stream CountResponse);
  rpc Sum(stream SumRequest) returns (SumResponse);
  rpc Chat(stream ChatRequest) returns (stream ChatResponse);
}
message SayRequest { string text = 1; }
message SayResponse { string text = 1; }
message CountRequest { int32 to = 1; }
message CountResponse { int32 number = 1; }
message SumRequest { int32 number = 1; }
message SumResponse { int32 total = 1; }
message ChatRequest { string text = 1; }
message ChatResponse { string text = 1; }
`;

export const echoServer = `import { Code, ConnectError, type ConnectRouter } from "@connectrpc/connect";
import { EchoService } from "./gen/echo_pb";

export default (router: ConnectRouter) =>
  router.service(EchoService, {
    say(request, context) {
      if (request.text === "refuse") throw new ConnectError("no = & é", Code.FailedPrecondition);
      if (request.text === "throw") throw new TypeError("a private matter");
      context.responseHeader.set("x-seen", context.requestHeader.get("x-sent") ?? "");
      context.responseTrailer.set("x-late", "yes");
      console.log("said", request.text);
      return { text: request.text };
    },
    async *count(request) {
      for (let number = 1; number <= request.to; number += 1) yield { number };
    },
    async sum(requests) {
      let total = 0;
      for await (const { number } of requests) total += number;
      return { total };
    },
    async *chat(requests) {
      for await (const { text } of requests) yield { text: text.toUpperCase() };
    },
  });
`;

export type CreateReply = {
  id?: string;
  services?: { name: string; methods: { name: string; kind: string }[] }[];
  diagnostics?: {
    path: string;
    startLine: number;
    startColumn: number;
    endLine: number;
    endColumn: number;
    message: string;
    source: string;
  }[];
  code?: string;
  message?: string;
  details?: { type: string; debug?: { reason?: string } }[];
};

/** Posts JSON to a method of our own API, as curl would. */
export async function callApi(
  origin: string,
  method: string,
  body: unknown,
): Promise<{ status: number; json: CreateReply }> {
  const response = await fetch(`${origin}/playground.v1.${method}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, json: text.startsWith("{") ? (JSON.parse(text) as CreateReply) : {} };
}

/** Deploys and returns the id; fails with the diagnostics. */
export async function deploy(
  origin: string,
  server: string = echoServer,
  settings: Record<string, unknown> = {},
  proto: string = echoProto,
): Promise<string> {
  const { json } = await callApi(origin, "DeploymentService/CreateDeployment", {
    files: [
      { path: "echo.proto", content: proto },
      { path: "server.ts", content: server },
    ],
    settings,
  });
  if (json.id === undefined || json.id === "") throw new Error(JSON.stringify(json));
  return json.id;
}

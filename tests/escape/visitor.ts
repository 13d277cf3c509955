import type { DescService } from "@bufbuild/protobuf";
import { type Client, Code, ConnectError, createClient, type Interceptor } from "@connectrpc/connect";
import { errorFromJson } from "@connectrpc/connect/protocol-connect";
import { createConnectTransport, createGrpcTransport } from "@connectrpc/connect-node";
import { ErrorInfoSchema } from "#lib/gen/google/rpc/error_details_pb.ts";
import { DeploymentService } from "#lib/gen/playground/v1/deployment_pb.ts";
import type { ServerEvent } from "#lib/gen/playground/v1/event_pb.ts";
import { readTargetService, type SourceText } from "./target.ts";

export type DeployAnswer =
  | { readonly kind: "deployed"; readonly id: string }
  | { readonly kind: "diagnosed"; readonly diagnostics: readonly DiagnosticJson[] }
  | { readonly kind: "refused"; readonly error: ConnectError };

export type DiagnosticJson = { readonly path: string; readonly message: string; readonly source?: string };

/** The methods of target.proto; a client made from descriptors has no static type. */
export type TargetClient = {
  harmless(note: { text: string }, options?: CallOptions): Promise<{ text: string }>;
  attack(note: { text: string }, options?: CallOptions): Promise<{ text: string }>;
  stream(note: { text: string }, options?: CallOptions): AsyncIterable<{ text: string }>;
};
type CallOptions = { readonly timeoutMs?: number; readonly signal?: AbortSignal };

/** Somebody at an address of their own, who knows the public API and nothing else. */
export type Visitor = {
  deploy(files: readonly SourceText[]): Promise<DeployAnswer>;
  /** Any other method of the API, as JSON. */
  ask(path: string, body: unknown): Promise<unknown>;
  /** A client of one of the API's services. */
  of<Service extends DescService>(service: Service): Client<Service>;
  client(id: string, protocol?: "connect" | "grpc"): TargetClient;
  /** The deployment's events, from the oldest that is held until one satisfies `isLast`. */
  events(id: string, isLast: (event: ServerEvent) => boolean): Promise<ServerEvent[]>;
};

let visitors = 0;

export async function newVisitor(serverUrl: string): Promise<Visitor> {
  visitors += 1;
  const address = `198.51.${Math.trunc(visitors / 250)}.${(visitors % 250) + 1}`;
  const service = await readTargetService();
  const asVisitor: Interceptor = (next) => (request) => {
    request.header.set("x-forwarded-for", address);
    return next(request);
  };
  const post = (path: string, body: unknown) =>
    fetch(serverUrl + path, {
      method: "POST",
      headers: { "content-type": "application/json", "x-forwarded-for": address },
      body: JSON.stringify(body),
    });
  const transport = createConnectTransport({
    baseUrl: serverUrl,
    httpVersion: "1.1",
    interceptors: [asVisitor],
  });
  const api = createClient(DeploymentService, transport);
  return {
    async deploy(files) {
      const response = await post("/playground.v1.DeploymentService/CreateDeployment", { files });
      const json = await response.json();
      if (!response.ok) return { kind: "refused", error: errorFromJson(json, undefined, unreadable) };
      return json.id === undefined
        ? { kind: "diagnosed", diagnostics: json.diagnostics ?? [] }
        : { kind: "deployed", id: json.id };
    },
    of: (desc) => createClient(desc, transport),
    ask: async (path, body) => (await post(path, body)).json(),
    client(id, protocol = "connect") {
      const naming: Interceptor = (next) => (request) => {
        request.header.set("x-deployment", id);
        return next(request);
      };
      const transport =
        protocol === "grpc"
          ? createGrpcTransport({ baseUrl: serverUrl, interceptors: [asVisitor, naming, refusingForgeries] })
          : createConnectTransport({
              baseUrl: `${serverUrl}/d/${id}`,
              httpVersion: "1.1",
              interceptors: [asVisitor, refusingForgeries],
            });
      return createClient(service, transport) as unknown as TargetClient;
    },
    async events(id, isLast) {
      const seen: ServerEvent[] = [];
      for await (const { events } of api.watchDeployment({ id }, { timeoutMs: 30_000 })) {
        for (const event of events) {
          seen.push(event);
          if (isLast(event)) return seen;
        }
      }
      return seen;
    },
  };
}

/** A header that no handler may bring about has arrived, whatever else became of the call. */
export class ForgedHeader extends Error {}

/** Names and values of such headers. */
const forgeries = /^(?:set-cookie|location|x-evil|x-split|content-security-policy): |evil/m;

const refusingForgeries: Interceptor = (next) => async (request) => {
  const response = await next(request).catch((error: unknown) => {
    refuseForgeries(ConnectError.from(error).metadata);
    throw error;
  });
  refuseForgeries(response.header);
  return response;
};

function refuseForgeries(headers: Headers): void {
  const text = [...headers].map(([name, value]) => `${name}: ${value}`).join("\n");
  if (forgeries.test(text)) throw new ForgedHeader(text);
}

const unreadable = new ConnectError("an answer that is no error of Connect", Code.Internal);

/** `google.rpc.ErrorInfo` of an error: its reason and parameters. */
export function infoOf(error: ConnectError): {
  readonly reason: string;
  readonly metadata: Record<string, string>;
} {
  const [info] = error.findDetails(ErrorInfoSchema);
  return { reason: info?.reason ?? "", metadata: info?.metadata ?? {} };
}

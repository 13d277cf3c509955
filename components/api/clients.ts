import { type Client, createClient } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-web";
import { DeploymentService } from "#lib/gen/playground/v1/deployment_pb.ts";
import { EditorService } from "#lib/gen/playground/v1/editor_pb.ts";
import { LineService } from "#lib/gen/playground/v1/line_pb.ts";
import { LoadService } from "#lib/gen/playground/v1/load_pb.ts";
import { RunService } from "#lib/gen/playground/v1/run_pb.ts";
import { ShareService } from "#lib/gen/playground/v1/share_pb.ts";
import { WireService } from "#lib/gen/playground/v1/wire_pb.ts";

export type ApiClients = {
  readonly deployments: Client<typeof DeploymentService>;
  readonly editor: Client<typeof EditorService>;
  readonly runs: Client<typeof RunService>;
  readonly line: Client<typeof LineService>;
  readonly loads: Client<typeof LoadService>;
  readonly wire: Client<typeof WireService>;
  readonly shares: Client<typeof ShareService>;
};

let clients: ApiClients | undefined;

/** The browser's only door to the server's own API. */
export function apiClients(): ApiClients {
  if (clients === undefined) {
    const transport = createConnectTransport({ baseUrl: "/rpc" });
    clients = {
      deployments: createClient(DeploymentService, transport),
      editor: createClient(EditorService, transport),
      runs: createClient(RunService, transport),
      line: createClient(LineService, transport),
      loads: createClient(LoadService, transport),
      wire: createClient(WireService, transport),
      shares: createClient(ShareService, transport),
    };
  }
  return clients;
}

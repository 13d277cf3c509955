import { defaultSettings } from "#components/playground/to-settings.ts";
import type { TargetSource } from "#components/target/target.ts";
import type { Dictionary } from "#lib/i18n/en.ts";

const proto = `syntax = "proto3";

package echo.v1;

service Echo {
  rpc Say(Words) returns (Words) {
    option idempotency_level = NO_SIDE_EFFECTS;
  }
}

message Words {
  string text = 1;
  repeated int32 numbers = 2;
  Person from = 3;
}

message Person {
  string name = 1;
  int32 age = 2;
}
`;

const server = `import type { ConnectRouter } from "@connectrpc/connect";
import { Echo } from "./gen/echo_pb";

export default (router: ConnectRouter) =>
  router.service(Echo, {
    say: ({ text, numbers, from }) => ({ text, numbers, from }),
  });
`;

/** A method that all seven transports can carry, and that answers at once: what is left is what carries it. */
export function exampleSource({ wire }: Dictionary): TargetSource {
  const { example: title, exampleMeaning: meaning } = wire.compare;
  const files = [
    { path: "echo.proto", content: proto },
    { path: "server.ts", content: server },
  ];
  return { id: "echo", title, meaning, files, server: defaultSettings };
}

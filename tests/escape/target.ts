import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DescService } from "@bufbuild/protobuf";
import { compileProtos } from "#server/schema/compile-protos.ts";

export type SourceText = { readonly path: string; readonly content: string };

/** The service that every hostile program serves, its hostile methods and a harmless one. */
const proto: SourceText = {
  path: "target.proto",
  content: `syntax = "proto3";
package attack.v1;
service Target {
  rpc Attack(Note) returns (Note);
  rpc Stream(Note) returns (stream Note);
  rpc Upload(stream Note) returns (Note);
  rpc Harmless(Note) returns (Note);
  rpc Show(Note) returns (Note) { option idempotency_level = NO_SIDE_EFFECTS; }
}
message Note { string text = 1; }
`,
};

const server: SourceText = {
  path: "server.ts",
  content: `import type { ConnectRouter } from "@connectrpc/connect";
import { Target } from "./gen/target_pb";
import * as hostile from "./attack";
const { attack, stream, upload, show } = hostile as Record<string, any>;
export default (router: ConnectRouter) =>
  router.service(Target, {
    ...(attack && { attack }),
    ...(stream && { stream }),
    ...(upload && { upload }),
    ...(show && { show }),
    harmless: ({ text }) => ({ text: "fine " + text }),
  });
`,
};

/** A whole program around one hostile file, which exports some of `attack`, `stream`, `upload` and `show`. */
export function programAround(group: string, name: string): SourceText[] {
  const content = readFileSync(join(import.meta.dirname, "attacks", group, `${name}.ts`), "utf8");
  return [proto, server, { path: "attack.ts", content }];
}

/** A program that does no harm, for the neighbour and for files to be added to. */
export function harmlessProgram(attack = ""): SourceText[] {
  return [proto, server, { path: "attack.ts", content: `export {};\n${attack}` }];
}

export async function readTargetService(): Promise<DescService> {
  const compiled = await compileProtos([proto]);
  const service = compiled.ok ? compiled.value.registry.getService("attack.v1.Target") : undefined;
  if (service === undefined) throw new Error("target.proto does not compile");
  return service;
}

import { expect, test } from "vitest";
import { protoFiles } from "./source-files.ts";

const proto = { path: "greet.proto", content: 'syntax = "proto3";' };

test("the schema of the fixtures is checked with code that imports its types, and with no other", () => {
  const plain = { path: "server.ts", content: "export default () => {};" };
  const asking = {
    path: "client.ts",
    content: 'import { Ledger } from "./gen/playground/fixtures/v1/fixtures_pb";',
  };
  expect(protoFiles([proto, plain])).toEqual([proto]);
  expect(protoFiles([proto, plain, asking]).map(({ path }) => path)).toEqual([
    "greet.proto",
    "playground/fixtures/v1/fixtures.proto",
  ]);
});

import { expect, test } from "vitest";
import { clientFiles, protoFiles, serverFiles } from "./source-files.ts";

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

test("each build takes the common files, its own entry, and what is meant for it alone", () => {
  const texts = (files: readonly { readonly path: string; readonly content: string }[]) =>
    files.map(({ path, content }) => `${path}: ${content}`);
  const files = [
    { path: "greet.proto", content: "new", only: "client" as const },
    { path: "greet.proto", content: "old", only: "server" as const },
    { path: "server.ts", content: "s" },
    { path: "client.ts", content: "c" },
    { path: "params.ts", content: "p" },
  ];
  expect(texts(clientFiles(files))).toEqual(["greet.proto: new", "client.ts: c", "params.ts: p"]);
  expect(texts(serverFiles(files))).toEqual(["greet.proto: old", "server.ts: s", "params.ts: p"]);
});

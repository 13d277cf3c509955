import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { madeWith, runtimeVersions } from "./made-with.ts";

test("links are pinned to the versions that are installed", () => {
  const { dependencies } = JSON.parse(readFileSync("package.json", "utf8"));
  expect(runtimeVersions).toEqual({
    connect: dependencies["@connectrpc/connect"],
    protobuf: dependencies["@bufbuild/protobuf"],
  });
  expect(madeWith).toBe(`connect ${runtimeVersions.connect}, protobuf ${runtimeVersions.protobuf}`);
});

import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { CreateDeploymentRequestSchema, SettingsSchema } from "#lib/gen/playground/v1/deployment_pb.ts";
import { SourceFileSchema } from "#lib/gen/playground/v1/source_pb.ts";
import { GetCapturedResponseSchema } from "#lib/gen/playground/v1/wire_pb.ts";
import { sizeFieldsOf } from "./size-field.ts";

const namesAndKinds = (fields: ReturnType<typeof sizeFieldsOf>) =>
  fields.map(({ name, kind }) => [name, kind]);

test("text, lists and numbers carry n; messages and switches do not", () => {
  expect(namesAndKinds(sizeFieldsOf(SourceFileSchema, 1_000))).toEqual([
    ["path", "text"],
    ["content", "text"],
  ]);
  expect(namesAndKinds(sizeFieldsOf(CreateDeploymentRequestSchema, 1_000))).toEqual([
    ["files", "list"],
    ["scope", "text"],
  ]);
  expect(namesAndKinds(sizeFieldsOf(SettingsSchema, 1_000))).toEqual([
    ["workers", "number"],
    ["queue_limit", "number"],
  ]);
  expect(sizeFieldsOf(GetCapturedResponseSchema, 1_000)).toEqual([]);
});

test("what grows with n stays below the message limit", () => {
  const [, content] = sizeFieldsOf(SourceFileSchema, 4_000_000);
  expect(content?.largest).toBeLessThanOrEqual(2_000_000);
  expect(create(SourceFileSchema).content).toBe("");
});

import { create } from "@bufbuild/protobuf";
import { durationFromMs } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError } from "@connectrpc/connect";
import { expect, test } from "vitest";
import { ErrorInfoSchema, RetryInfoSchema } from "#lib/gen/google/rpc/error_details_pb.ts";
import { failureOfError } from "./failure-of-error.ts";

function sent(code: Code, reason: string, metadata: Record<string, string>, retryMs?: number): ConnectError {
  const info = {
    desc: ErrorInfoSchema,
    value: create(ErrorInfoSchema, { reason, domain: "playground.v1", metadata }),
  };
  const error = new ConnectError("in English", code, undefined, [info]);
  if (retryMs !== undefined)
    error.details.push({
      desc: RetryInfoSchema,
      value: create(RetryInfoSchema, { retryDelay: durationFromMs(retryMs) }),
    });
  return error;
}

test("a refusal keeps its reason and parameters, so that the page says it in its own language", () => {
  const error = sent(Code.InvalidArgument, "FILE_PATH_INVALID", { path: "x", rule: "extension" });
  expect(failureOfError(error)).toMatchObject({
    kind: "invalid",
    reason: { name: "FILE_PATH_INVALID", values: { path: "x", rule: "extension" } },
  });
});

test("too busy says when to come back, in whole seconds, and whether the visitor or the server is the cause", () => {
  const error = sent(
    Code.ResourceExhausted,
    "QUOTA_EXCEEDED",
    { limit: "deploymentsPerMinute", value: "1" },
    1_200,
  );
  expect(failureOfError(error)).toMatchObject({
    kind: "busy",
    seconds: 2,
    reason: { name: "QUOTA_EXCEEDED" },
  });
});

test("an unknown deployment and a server that restarts are no fault of ours and no lost connection", () => {
  expect(failureOfError(sent(Code.NotFound, "DEPLOYMENT_NOT_FOUND", { id: "a" })).kind).toBe("invalid");
  expect(failureOfError(sent(Code.Unavailable, "SHUTTING_DOWN", {})).kind).toBe("invalid");
});

test("our own fault carries its incident", () => {
  expect(failureOfError(sent(Code.Internal, "INTERNAL_FAULT", { incident: "c0ffee" }))).toEqual({
    kind: "ours",
    incident: "c0ffee",
  });
});

test("no answer at all is a lost connection", () => {
  expect(failureOfError(new TypeError("Failed to fetch"))).toEqual({ kind: "lostConnection" });
});

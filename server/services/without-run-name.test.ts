import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { ServerAttemptSchema, ServerEventSchema } from "#lib/gen/playground/v1/event_pb.ts";
import { withoutRunName } from "./without-run-name.ts";

function attemptOf(runId: string) {
  return create(ServerEventSchema, {
    event: { case: "attempt", value: create(ServerAttemptSchema, { runId, sequence: 7, method: "a/B" }) },
  });
}
const nameIn = (event: ReturnType<typeof attemptOf>) =>
  event.event.case === "attempt" ? event.event.value.runId : undefined;

test("a stranger tells runs apart and cannot name them", () => {
  const [first, again, other] = ["run-1", "run-1", "run-2"].map((id) =>
    nameIn(withoutRunName(attemptOf(id))),
  );
  expect(first).toBe(again);
  expect(first).not.toBe(other);
  expect([first, other].join()).not.toContain("run-");
  expect(first).toMatch(/^[0-9a-f]{12}$/);
});

test("callers from outside stay what they are, and the rest of an attempt too", () => {
  expect(withoutRunName(attemptOf(""))).toEqual(attemptOf(""));
  expect(withoutRunName(attemptOf("run-1")).event.value).toMatchObject({ sequence: 7, method: "a/B" });
});

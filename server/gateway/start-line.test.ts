import { afterEach, expect, test } from "vitest";
import type { Limits } from "#lib/limits.ts";
import { type Asker, openStart } from "./start-line.ts";
import { openTestGateway, type TestGateway } from "./test-gateway.ts";
import { echoService } from "./test-service.ts";

let site: TestGateway;
let asked: Asker[];
let release: () => void;
afterEach(async () => {
  release();
  await site.close();
});

/** Visitors are told apart by what a proxy in front says; `wait` answers when the test is over. */
async function open(limits: Partial<Limits>) {
  asked = [];
  const over = new Promise<void>((resolve) => (release = resolve));
  site = await openTestGateway({
    limits,
    ids: ["a", "b", "c", "d"],
    routes: (router) =>
      router.service(echoService, {
        async say(request) {
          if (request.value === "wait") await over;
          return request;
        },
      }),
    startLine: {
      enter(asker) {
        asked.push(asker);
        return openStart.enter(asker);
      },
      visitorOf: ({ forwardedFor }) => forwardedFor ?? "nobody",
    },
  });
}

async function say(visitor: string, id: string, value = "") {
  const response = await fetch(`${site.http1}/d/${id}/test.v1.EchoService/Say`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-for": visitor },
    body: JSON.stringify(value),
  });
  return { status: response.status, text: await response.text() };
}

test("a call that starts a runner waits in line as its caller, once, and those that find it there do not", async () => {
  await open({});
  expect((await say("ada", "a")).status).toBe(200);
  expect((await say("bob", "a")).status).toBe(200);
  expect(asked).toEqual([{ visitor: "ada", ticket: "" }]);
});

test("when all places are taken, the visitor who has most gives one up, however long another's has rested", async () => {
  await open({ maxRunners: 3 });
  await say("polite", "a");
  await say("greedy", "b");
  await say("greedy", "c");
  await say("newcomer", "d");
  asked.length = 0;
  await say("polite", "a");
  expect(asked).toEqual([]);
  await say("greedy", "b");
  expect(asked).toEqual([{ visitor: "greedy", ticket: "" }]);
});

test("a visitor's own places are for that visitor's: an idle one gives way, and when all work that is said by name", async () => {
  await open({ maxRunnersPerVisitor: 1 });
  await say("ada", "a");
  await say("ada", "b");
  expect(site.sandbox.live).toBe(1);
  const working = say("ada", "b", "wait");
  await expect.poll(() => site.sandbox.requests.length).toBe(3);
  const refused = await say("ada", "c");
  expect(refused.status).toBe(429);
  expect(refused.text).toContain(
    "You have 1 at work, as many deployments and runs as one visitor may; try again in 5 s (limit maxRunnersPerVisitor).",
  );
  expect((await say("bob", "c")).status).toBe(200);
  release();
  expect((await working).status).toBe(200);
});

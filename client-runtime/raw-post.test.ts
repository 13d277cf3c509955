import { expect, test } from "vitest";
import type { AttemptLog } from "./attempt-log.ts";
import { createPost, type RawCall } from "./raw-post.ts";

function open() {
  const sent: RawCall[] = [];
  const attempt = { key: "run/0/0", ended() {} };
  const post = createPost({
    attempts: { open: () => attempt } as unknown as Pick<AttemptLog, "open">,
    currentLine: () => undefined,
    send: async (call) => {
      sent.push(call);
      return { status: 200, header: new Headers(), trailer: new Headers(), body: new Uint8Array() };
    },
  });
  return { post, sent };
}

const body = new Uint8Array([1, 2, 3]);

test.each([
  "greet.v1.Greeter/SayHello",
  "",
  "http://elsewhere/greet.v1.Greeter/SayHello",
  "/../other/greet.v1.Greeter/SayHello",
  "/%2e%2E/other/greet.v1.Greeter/SayHello",
  "/.%2e/other/greet.v1.Greeter/SayHello",
  "/greet.v1.Greeter/..",
  "/a/./b",
  "/..\\other",
  "/greet.v1.Greeter/SayHello#fragment",
  "/greet.v1.Greeter/Say Hello",
  "/greet.v1.Greeter/SayHello\r\nx-deployment: other",
  "/greet.v1.Greeter/\u010aSayHello",
  "/greet.v1.Greeter/\0",
  `/${"x".repeat(2_000)}`,
])("a path that a browser or the server would read otherwise is refused in words: %j", async (path) => {
  const { post, sent } = open();
  await expect(post(path, {}, body)).rejects.toThrow(TypeError);
  expect(sent).toEqual([]);
});

test.each([
  "/greet.v1.Greeter/SayHello",
  "/no.such.Service/Method",
  "//host/greet.v1.Greeter/SayHello",
  "/greet.v1.Greeter/...",
  "/a.b/c?connect=v1",
])("any other leaves as it stands: %s", async (path) => {
  const { post, sent } = open();
  await post(path, { "x-playground-attempt": "other/9/9" }, body);
  expect(sent.map((call) => [call.path, call.headers.get("x-playground-attempt")])).toEqual([
    [path, "run/0/0"],
  ]);
});

test("bytes are those of the moment of the call, whatever becomes of their buffer", async () => {
  const { post, sent } = open();
  const growing = new Uint8Array(body);
  const posted = post("/a.B/C", {}, growing);
  growing.fill(9);
  structuredClone(growing.buffer, { transfer: [growing.buffer] });
  await posted;
  expect([...(sent[0]?.body ?? [])]).toEqual([1, 2, 3]);
  await expect(post("/a.B/C", {}, growing)).rejects.toThrow(TypeError);
  expect(sent).toHaveLength(1);
});

import { expect, test } from "vitest";
import { changesFrom, withChanges } from "./lesson-work.ts";

const start = [
  { path: "server.ts", content: "lesson" },
  { path: "client.ts", content: "start" },
];

test("only changed and added files are kept", () => {
  const files = [
    start[0],
    { path: "client.ts", content: "mine" },
    { path: "more.ts", content: "new" },
  ].flatMap((file) => file ?? []);
  expect(changesFrom(start, files).map(({ path }) => path)).toEqual(["client.ts", "more.ts"]);
  expect(changesFrom(start, start)).toEqual([]);
});

test("what was kept comes back into today's lesson, in its order", () => {
  const today = [{ path: "server.ts", content: "lesson, mended" }, ...start.slice(1)];
  const changes = [
    { path: "more.ts", content: "new" },
    { path: "client.ts", content: "mine" },
  ];
  expect(withChanges(today, changes)).toEqual([
    { path: "server.ts", content: "lesson, mended" },
    { path: "client.ts", content: "mine" },
    { path: "more.ts", content: "new" },
  ]);
});

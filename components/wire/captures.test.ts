import { expect, test } from "vitest";
import { createCaptures } from "./captures.ts";

type Asked = { deploymentId?: string; captureId?: string };

function openCaptures({ isWanted = true, isBroken = false } = {}, before: Record<string, string> = {}) {
  let ids: Readonly<Record<string, string>> = before;
  const asked: Asked[] = [];
  const later: (() => void)[] = [];
  const state = { isWanted, isBroken };
  const stopped: Asked[] = [];
  const api = {
    stopCapture: async (request: Asked) => {
      stopped.push(request);
      if (state.isBroken) throw new Error("no");
      return {};
    },
    startCapture: async (request: Asked) => {
      asked.push(request);
      if (state.isBroken) throw new Error("no");
      return {
        captureId: request.captureId || `capture-${asked.length}`,
        lastsMs: 600_000,
        unseenConnections: 0,
      };
    },
  };
  const captures = createCaptures(
    () => state.isWanted,
    async () => api as never,
    {
      read: () => ids,
      write: (next) => {
        ids = next;
      },
    },
    (_, then) => later.push(then),
  );
  return { captures, asked, later, state, stopped, kept: () => ids };
}

test("nothing is asked of the server while the visitor does not want bytes", async () => {
  const { captures, asked } = openCaptures({ isWanted: false });
  await captures.begin("d1");
  expect(asked).toEqual([]);
  expect(captures.of("d1")).toEqual({ kind: "none" });
});

test("a second run of the same deployment prolongs the capture, another deployment begins its own", async () => {
  const { captures, asked } = openCaptures();
  await captures.begin("d1");
  await captures.begin("d1");
  await captures.begin("d2");
  expect(asked.map(({ deploymentId, captureId }) => [deploymentId, captureId])).toEqual([
    ["d1", ""],
    ["d1", "capture-1"],
    ["d2", ""],
  ]);
  expect(captures.of("d1")).toEqual({ kind: "held", captureId: "capture-1" });
});

test("a run goes on when capturing cannot begin, and the page knows why it has no bytes", async () => {
  const { captures } = openCaptures({ isBroken: true });
  await captures.begin("d1");
  expect(captures.of("d1")).toEqual({ kind: "refused" });
});

test("a capture that could not be prolonged may still be read", async () => {
  const { captures, state } = openCaptures();
  await captures.begin("d1");
  state.isBroken = true;
  await captures.begin("d1");
  expect(captures.of("d1")).toEqual({ kind: "held", captureId: "capture-1" });
});

test("only the latest capture is prolonged by itself, and only while it is wanted", async () => {
  const { captures, asked, later, state } = openCaptures();
  await captures.begin("d1");
  await captures.begin("d2");
  for (const then of later.splice(0)) then();
  await Promise.resolve();
  expect(asked.slice(2)).toMatchObject([{ deploymentId: "d2", captureId: "capture-2" }]);
  state.isWanted = false;
  await new Promise((resolve) => setTimeout(resolve));
  for (const then of later.splice(0)) then();
  await Promise.resolve();
  expect(asked).toHaveLength(3);
});

test("a page that is loaded anew goes on with the captures of before, the newest of them", async () => {
  const first = openCaptures();
  for (let number = 1; number <= 10; number += 1) await first.captures.begin(`d${number}`);
  await first.captures.begin("d4");
  const kept = first.kept();
  expect(Object.keys(kept)).toEqual(["d3", "d5", "d6", "d7", "d8", "d9", "d10", "d4"]);
  const second = openCaptures({}, kept);
  expect(second.captures.of("d4")).toEqual({ kind: "held", captureId: kept.d4 });
  await second.captures.begin("d4");
  expect(second.asked).toMatchObject([{ deploymentId: "d4", captureId: kept.d4 }]);
});

test("who wants no more bytes leaves none behind, and nothing is prolonged", async () => {
  const { captures, asked, stopped, later, state, kept } = openCaptures();
  await captures.begin("d1");
  await captures.begin("d2");
  state.isBroken = true;
  await captures.end();
  expect(stopped).toEqual([{ captureId: "capture-1" }, { captureId: "capture-2" }]);
  expect(kept()).toEqual({});
  expect(captures.of("d1")).toEqual({ kind: "none" });
  for (const then of later.splice(0)) then();
  await Promise.resolve();
  expect(asked).toHaveLength(2);
});

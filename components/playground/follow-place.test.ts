import { Code, ConnectError, createClient, createRouterTransport } from "@connectrpc/connect";
import { expect, test } from "vitest";
import { LineService } from "#lib/gen/playground/v1/line_pb.ts";
import { followPlace } from "./follow-place.ts";

/** Follows a line whose answers are given; null is a failure. */
async function follow(answers: readonly (number | null)[]) {
  const told: number[] = [];
  const pauses: number[] = [];
  const tickets: string[] = [];
  const stop = new AbortController();
  const transport = createRouterTransport(({ service }) =>
    service(LineService, {
      getPlace({ ticket }) {
        tickets.push(ticket);
        const place = answers[tickets.length - 1] ?? null;
        if (place === null) throw new ConnectError("away", Code.Unavailable);
        return { place };
      },
    }),
  );
  await followPlace(
    {
      api: { line: createClient(LineService, transport) },
      ticket: "run-1",
      onPlace: (place) => told.push(place),
      async pause(ms) {
        pauses.push(ms);
        if (tickets.length === answers.length) stop.abort();
      },
    },
    stop.signal,
  );
  return { told, pauses, tickets };
}

test("a place is told when it changes, and 0 at the end, whatever fails between", async () => {
  const { told, tickets } = await follow([3, 3, null, 2, 1]);
  expect(told).toEqual([3, 2, 1, 0]);
  expect(new Set(tickets)).toEqual(new Set(["run-1"]));
});

test("who is answered at once never asks", async () => {
  expect(await follow([])).toEqual({ told: [], pauses: [500], tickets: [] });
});

test("who never waited is told nothing", async () => {
  expect((await follow([0, 0])).told).toEqual([]);
});

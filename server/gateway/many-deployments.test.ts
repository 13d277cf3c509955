import { expect, test } from "vitest";
import { allOver, openTestGateway } from "./test-gateway.ts";

test("a server that knows as many deployments as it may still tells what happens at the next ones", async () => {
  const ids = Array.from({ length: 230 }, (_, index) => `echo${index}`);
  const server = await openTestGateway({ routes: () => {}, ids });
  try {
    for (const id of ids) {
      // Nobody has calls: each is refused, and stands in the record.
      const response = await fetch(`${server.http1}/d/${id}/no.Such/Method`, { method: "POST" });
      await response.arrayBuffer();
      const watched = AbortSignal.timeout(10_000);
      for await (const { events } of server.gateway.watch(id, "", watched)) {
        if (events.some(({ event }) => event.case === "attempt")) break;
      }
      expect(watched.aborted, id).toBe(false);
    }
    expect(await server.attempts(allOver, ids.at(-1))).toHaveLength(1);
  } finally {
    await server.close();
  }
});

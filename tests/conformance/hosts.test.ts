import { connect } from "node:http2";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askHttp1, askRaw } from "./http1.ts";
import { openSite, type Site } from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await openSite();
}, 60_000);
afterAll(() => site?.stop());

/** Visitors' handlers, our own API, pages and probes: each begins with another adapter. */
const routes = (): readonly string[] => [
  site.prefixed("Say"),
  site.plain("Say"),
  "/playground.v1.ClockService/ReadClock",
  "/en",
  "/healthz",
];

async function isAlive(): Promise<boolean> {
  const headers = { "content-type": "application/json" };
  return (await askHttp1(site.url + site.prefixed("Say"), { headers, body: "{}" })).status === 200;
}

describe("K1 a host that no URL can hold is 400 on every route, and the process lives", () => {
  test.each(["a b", "", "[::1", "a,b", "ipv4:10.0.0.1:1,10.0.0.2:1", "a/b", "user@host", "a:99999999"])(
    "Host: %j",
    async (host) => {
      for (const route of routes()) {
        const head = `POST ${route} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}`;
        expect([route, await askRaw(site.port, head)]).toEqual([
          route,
          expect.stringMatching(/^HTTP\/1\.1 400 /),
        ]);
      }
      expect(await isAlive()).toBe(true);
    },
  );

  test("HTTP/1.0 without Host", async () => {
    for (const route of routes()) {
      const head = `POST ${route} HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}`;
      expect(await askRaw(site.port, head)).toMatch(/^HTTP\/1\.1 400 /);
    }
    expect(await isAlive()).toBe(true);
  });

  test.each(["ipv4:10.0.0.1:1,10.0.0.2:1", "["])(":authority %j", async (authority) => {
    for (const path of routes()) {
      for (const type of ["application/grpc", "application/json"]) {
        expect([
          path,
          await statusOver2({ ":path": path, ":authority": authority, "content-type": type }),
        ]).toEqual([path, 400]);
      }
    }
    expect(await isAlive()).toBe(true);
  });
});

function statusOver2(headers: Record<string, string>): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const session = connect(site.url);
    session.on("error", reject);
    const stream = session.request({ ":method": "POST", "x-deployment": site.id, ...headers });
    let status: unknown;
    stream.on("response", (reply) => {
      status = reply[":status"];
    });
    stream.on("error", reject);
    stream.on("close", () => {
      session.destroy();
      resolve(status);
    });
    stream.resume();
    stream.end("{}");
  });
}

import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestGateway, type TestGateway } from "./test-gateway.ts";
import { echoService } from "./test-service.ts";

let site: TestGateway;
beforeAll(async () => {
  site = await openTestGateway({
    routes: (router) =>
      router.service(echoService, {
        say(request, context) {
          context.responseHeader.set("x-own", "1");
          context.responseHeader.set("set-cookie", "a=b");
          context.responseHeader.set("access-control-allow-credentials", "true");
          context.responseHeader.set("content-type", "text/html");
          context.responseTrailer.set("x-tail", "2");
          return request;
        },
      }),
  });
});
afterAll(() => site.close());

const path = "/d/echo/test.v1.EchoService/Say";
const call = (headers: Record<string, string>) =>
  fetch(`${site.http1}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: '"Ada"',
  });

test("a preflight is answered by the gateway, for the opaque origin of a sandboxed frame", async () => {
  const response = await fetch(`${site.http1}${path}`, {
    method: "OPTIONS",
    headers: { origin: "null", "access-control-request-method": "POST" },
  });
  expect(response.status).toBe(204);
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
  expect(response.headers.get("access-control-max-age")).toBe("7200");
  expect(response.headers.get("access-control-allow-methods")).toBe("POST, GET");
  const allowed = response.headers.get("access-control-allow-headers")?.toLowerCase() ?? "";
  for (const name of [
    "content-type",
    "connect-timeout-ms",
    "connect-protocol-version",
    "x-grpc-web",
    "x-playground-attempt",
  ]) {
    expect(allowed).toContain(name);
  }
  expect(response.headers.get("access-control-allow-credentials")).toBeNull();
  expect(site.sandbox.opened).toBe(0);
});

test("a page may read all of a response, its trailers and its timing included", async () => {
  const response = await call({ origin: "null" });
  const exposed = response.headers.get("access-control-expose-headers")?.split(", ") ?? [];
  expect(exposed).toEqual(
    expect.arrayContaining(["grpc-status", "server-timing", "x-own", "trailer-x-tail"]),
  );
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
  expect(response.headers.get("timing-allow-origin")).toBe("*");
  expect(response.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
  expect(response.headers.get("server-timing")).toMatch(/^q;dur=\d+\.\d{3}, x;dur=\d+\.\d{3}, w;desc=\d+$/);
});

test("errors may be read too", async () => {
  const response = await fetch(`${site.http1}/d/nobody/a.B/C`, {
    method: "POST",
    headers: { origin: "null", "content-type": "application/json" },
    body: "{}",
  });
  expect(response.status).toBe(404);
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
});

test("a handler cannot set cookies, speak for the site's origin or answer with a page", async () => {
  const response = await call({ origin: "null" });
  expect(response.headers.get("set-cookie")).toBeNull();
  expect(response.headers.get("access-control-allow-credentials")).toBeNull();
  expect(response.headers.get("content-type")).not.toContain("text/html");
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
});

test("callers that are no pages get none of it", async () => {
  const response = await call({});
  expect(response.headers.get("access-control-allow-origin")).toBeNull();
});

test("an answer that a window could show is a document without scripts and of no origin", async () => {
  const response = await fetch(
    `${site.http1}/d/echo/test.v1.EchoService/Look?connect=v1&encoding=json&message=%22Ada%22`,
  );
  expect(response.headers.get("content-security-policy")).toMatch(/default-src 'none'; sandbox;/);
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
});

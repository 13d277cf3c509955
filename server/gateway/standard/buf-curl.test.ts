import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestGateway, type TestGateway } from "../test-gateway.ts";
import { echoService } from "../test-service.ts";
import { bufCurl, printed } from "./test-buf-curl.ts";

const id = "abcdefghijklmnopqrstuvwxyz";
let site: TestGateway;
beforeAll(async () => {
  site = await openTestGateway({
    ids: [id, "other"],
    routes: (router) =>
      router.service(echoService, {
        say: (request) => request,
        async *count({ value }) {
          for (let at = 1; at <= 3; at++) yield { value: `${value} ${at}` };
        },
        async collect(requests) {
          const texts: string[] = [];
          for await (const { value } of requests) texts.push(value);
          return { value: texts.join("+") };
        },
        async *chat(requests) {
          for await (const { value } of requests) yield { value: `${value}!` };
        },
      }),
  });
});
afterAll(() => site.close());

const kinds = [
  { method: "Say", input: '"Ada"', replies: ["Ada"] },
  { method: "Count", input: '"Ada"', replies: ["Ada 1", "Ada 2", "Ada 3"] },
  { method: "Collect", input: '"Ada" "Bob"', replies: ["Ada+Bob"] },
  { method: "Chat", input: '"Ada" "Bob"', replies: ["Ada!", "Bob!"] },
];
const protocols = ["connect", "grpc", "grpcweb"];
const reflections = ["grpc-v1", "grpc-v1alpha"];
const h2c = "--http2-prior-knowledge";

describe("buf curl without a schema calls a visitor's method", () => {
  const table = protocols.flatMap((protocol) =>
    reflections.flatMap((reflect) => kinds.map((kind) => ({ protocol, reflect, ...kind }))),
  );
  test.each(table)("$method over $protocol, its schema by $reflect", async (row) => {
    const url = `${site.http2}/d/${id}/test.v1.EchoService/${row.method}`;
    const result = await bufCurl(
      [h2c, "--protocol", row.protocol, "--reflect-protocol", row.reflect, "--data", "@-", url],
      row.input,
    );
    expect(result.stderr).toBe("");
    expect(printed(result.stdout)).toEqual(row.replies);
    expect(result.exitCode).toBe(0);
  });
});

describe("buf curl finds the deployment", () => {
  const path = "/test.v1.EchoService/Say";
  test.each(protocols)("over %s by its metadata, which reflection is sent too", async (protocol) => {
    const named = ["--header", `x-deployment: ${id}`, "--reflect-header", `x-deployment: ${id}`];
    const result = await bufCurl([
      h2c,
      "--protocol",
      protocol,
      ...named,
      "--data",
      '"Ada"',
      site.http2 + path,
    ]);
    expect(result).toMatchObject({ exitCode: 0, stderr: "" });
    expect(printed(result.stdout)).toEqual(["Ada"]);
  });
});

describe("buf curl lists", () => {
  test.each(reflections)(
    "the methods of every service by %s, those of reflection included",
    async (reflect) => {
      const url = `${site.http2}/d/${id}`;
      const { exitCode, stdout, stderr } = await bufCurl([
        h2c,
        "--reflect-protocol",
        reflect,
        "--list-methods",
        url,
      ]);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
      expect(stdout.trim().split("\n").sort()).toEqual([
        "grpc.health.v1.Health/Check",
        "grpc.health.v1.Health/List",
        "grpc.health.v1.Health/Watch",
        "grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
        "grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
        "test.v1.EchoService/Chat",
        "test.v1.EchoService/Collect",
        "test.v1.EchoService/Count",
        "test.v1.EchoService/Look",
        "test.v1.EchoService/Say",
      ]);
    },
  );
});

describe("buf curl checks the health", () => {
  test.each(protocols)("over %s: of all, of a service, of an unknown one", async (protocol) => {
    const check = (service: string) =>
      bufCurl([
        ...[h2c, "--protocol", protocol, "--data", JSON.stringify({ service })],
        `${site.http2}/d/${id}/grpc.health.v1.Health/Check`,
      ]);
    expect(printed((await check("")).stdout)).toEqual([{ status: "SERVING" }]);
    expect(printed((await check("test.v1.EchoService")).stdout)).toEqual([{ status: "SERVING" }]);
    const unknown = await check("nobody.v1.Service");
    // buf's exit code is eight times the code: NOT_FOUND.
    expect(unknown.exitCode).toBe(5 * 8);
    expect(unknown.stderr).toContain("not_found");
  });
});

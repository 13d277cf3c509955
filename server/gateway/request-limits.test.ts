import { fromBinary } from "@bufbuild/protobuf";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { afterEach, expect, test } from "vitest";
import { ErrorInfoSchema } from "#lib/gen/google/rpc/error_details_pb.ts";
import { openTestGateway, type TestGateway } from "./test-gateway.ts";
import { echoService } from "./test-service.ts";

let site: TestGateway;
afterEach(() => site.close());

test("a client's stream with one message too many is RESOURCE_EXHAUSTED by limit and value, one with as many is not", async () => {
  site = await openTestGateway({
    limits: { maxStreamMessages: 20 },
    routes: (router) =>
      router.service(echoService, {
        async collect(requests) {
          let count = 0;
          for await (const _ of requests) count += 1;
          return { value: String(count) };
        },
      }),
  });
  const client = createClient(echoService, createGrpcTransport({ baseUrl: `${site.http2}/d/echo` }));
  async function* send(count: number) {
    for (let at = 0; at < count; at += 1) yield { value: "x" };
  }
  expect((await client.collect(send(20))).value).toBe("20");
  const error = await client.collect(send(21)).then(() => null, ConnectError.from);
  expect(Code[error?.code ?? 0]).toBe("ResourceExhausted");
  expect(error?.rawMessage).toBe("The request is more than 20 messages (limit maxStreamMessages).");
  const [detail] = error?.details ?? [];
  const info = detail !== undefined && "type" in detail ? fromBinary(ErrorInfoSchema, detail.value) : null;
  expect(info).toMatchObject({
    reason: "REQUEST_LIMIT",
    metadata: { limit: "maxStreamMessages", value: "20" },
  });
});

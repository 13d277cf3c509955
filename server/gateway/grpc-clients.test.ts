import { Code, ConnectError } from "@connectrpc/connect";
import { Client, type ClientUnaryCall, credentials, Metadata, type ServiceError } from "@grpc/grpc-js";
import { afterEach, expect, test } from "vitest";
import { openTestGateway, type TestGateway, type TestGatewayOptions } from "./test-gateway.ts";
import { echoService } from "./test-service.ts";

let site: TestGateway;
afterEach(() => site.close());

const retryPolicy = {
  methodConfig: [
    {
      name: [{}],
      retryPolicy: {
        maxAttempts: 3,
        initialBackoff: "0.01s",
        maxBackoff: "0.02s",
        backoffMultiplier: 1,
        retryableStatusCodes: ["UNAVAILABLE"],
      },
    },
  ],
};

async function open(options: TestGatewayOptions) {
  site = await openTestGateway(options);
  return new Client(`127.0.0.1:${site.http2Port}`, credentials.createInsecure(), {
    "grpc.service_config": JSON.stringify(retryPolicy),
  });
}

/** One unary call of grpc-js; `StringValue` with one field is written by hand. */
function say(client: Client, text: string): Promise<string | ServiceError> {
  const metadata = new Metadata();
  metadata.set("x-deployment", "echo");
  const bytes = Buffer.from(text);
  return new Promise((resolve) => {
    const call: ClientUnaryCall = client.makeUnaryRequest(
      "/test.v1.EchoService/Say",
      (value: Buffer) => value,
      (value) => value.subarray(2).toString(),
      Buffer.concat([Buffer.from([10, bytes.length]), bytes]),
      metadata,
      (error, value) => resolve(error ?? value ?? ""),
    );
    void call;
  });
}

test("grpc-js retries an error that comes without headers: the third attempt answers", async () => {
  const previous: (string | null)[] = [];
  const client = await open({
    routes: (router) =>
      router.service(echoService, {
        say(request, context) {
          previous.push(context.requestHeader.get("grpc-previous-rpc-attempts"));
          if (previous.length < 3) throw new ConnectError("not yet", Code.Unavailable);
          return request;
        },
      }),
  });
  expect(await say(client, "Ada")).toBe("Ada");
  expect(previous).toEqual([null, "1", "2"]);
  client.close();
});

test("grpc-js reads a status message with reserved and non-ASCII characters as it was written", async () => {
  const text = "a=b&c/d?e:f é 中文 100% ~\n";
  const client = await open({
    routes: (router) =>
      router.service(echoService, {
        say: () => {
          throw new ConnectError(text, Code.NotFound);
        },
      }),
  });
  expect(await say(client, "x")).toMatchObject({ code: Code.NotFound, details: text });
  client.close();
});

test("grpc-js hears of an unknown deployment by its name", async () => {
  const client = await open({ ids: [], routes: () => {} });
  expect(await say(client, "x")).toMatchObject({
    code: Code.NotFound,
    details: 'There is no deployment "echo".',
  });
  client.close();
});

import { Code, ConnectError, type ConnectRouter, createClient, type Transport } from "@connectrpc/connect";
import {
  createConnectTransport,
  createGrpcTransport,
  createGrpcWebTransport,
} from "@connectrpc/connect-node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { allOver, openTestGateway, type TestGateway } from "./test-gateway.ts";
import { echoService } from "./test-service.ts";

const hello = "你好, Ada ~ %";

function routes(router: ConnectRouter): void {
  router.service(echoService, {
    say(request, context) {
      if (request.value === "fail") {
        throw new ConnectError("a=b & c/d? é 100%", Code.PermissionDenied, {
          "x-why": "no",
          "data-bin": "AQI",
        });
      }
      context.responseHeader.set("x-head", context.requestHeader.get("x-ask") ?? "");
      context.responseTrailer.set("x-tail", "end");
      return { value: `said ${request.value}` };
    },
    look: (request) => ({ value: `seen ${request.value}` }),
    async *count(request) {
      for (let at = 1; at <= Number(request.value); at += 1) yield { value: String(at) };
      if (request.value === "2") throw new ConnectError("two is enough", Code.OutOfRange);
    },
    async collect(requests) {
      let all = "";
      for await (const request of requests) all += request.value;
      return { value: all };
    },
    async *chat(requests) {
      for await (const request of requests) yield { value: request.value.toUpperCase() };
    },
  });
}

let site: TestGateway;
beforeAll(async () => {
  site = await openTestGateway({ routes });
});
afterAll(() => site.close());

type Case = { readonly name: string; readonly transport: () => Transport; readonly bidi: boolean };

const cases: readonly Case[] = [
  ...([true, false] as const).flatMap((useBinaryFormat): Case[] => {
    const codec = useBinaryFormat ? "binary" : "JSON";
    const at1 = () => ({ baseUrl: `${site.http1}/d/echo`, httpVersion: "1.1", useBinaryFormat }) as const;
    const at2 = () => ({ baseUrl: `${site.http2}/d/echo`, httpVersion: "2", useBinaryFormat }) as const;
    const byMetadata: Parameters<typeof createGrpcTransport>[0]["interceptors"] = [
      (next) => (request) => {
        request.header.set("x-deployment", "echo");
        return next(request);
      },
    ];
    return [
      { name: `Connect ${codec} over HTTP/1.1`, transport: () => createConnectTransport(at1()), bidi: false },
      { name: `Connect ${codec} over HTTP/2`, transport: () => createConnectTransport(at2()), bidi: true },
      {
        name: `gRPC-Web ${codec} over HTTP/1.1`,
        transport: () => createGrpcWebTransport(at1()),
        bidi: false,
      },
      { name: `gRPC-Web ${codec} over HTTP/2`, transport: () => createGrpcWebTransport(at2()), bidi: true },
      {
        name: `gRPC ${codec} over HTTP/2`,
        transport: () =>
          createGrpcTransport({ baseUrl: site.http2, useBinaryFormat, interceptors: byMetadata }),
        bidi: true,
      },
    ];
  }),
];

describe.each(cases)("$name", ({ transport, bidi }) => {
  test("a unary call answers with headers and trailers", async () => {
    const heard: Record<string, string | null> = {};
    const answer = await createClient(echoService, transport()).say(
      { value: hello },
      {
        headers: { "x-ask": "who" },
        onHeader: (header) => {
          heard.head = header.get("x-head");
        },
        onTrailer: (trailer) => {
          heard.tail = trailer.get("x-tail");
        },
      },
    );
    expect(answer.value).toBe(`said ${hello}`);
    expect(heard).toEqual({ head: "who", tail: "end" });
  });

  test("a large unary call passes both ways", async () => {
    const value = "π".repeat(400_000);
    const answer = await createClient(echoService, transport()).say({ value });
    expect(answer.value).toBe(`said ${value}`);
  });

  test("an error keeps code, text and metadata", async () => {
    const failed = createClient(echoService, transport()).say({ value: "fail" });
    const error = await failed.then(() => null, ConnectError.from);
    expect(error?.code).toBe(Code.PermissionDenied);
    expect(error?.rawMessage).toBe("a=b & c/d? é 100%");
    expect(error?.metadata.get("x-why")).toBe("no");
  });

  test("a server stream delivers every message, then its error", async () => {
    const client = createClient(echoService, transport());
    const values: string[] = [];
    for await (const message of client.count({ value: "50" })) values.push(message.value);
    expect(values).toEqual(Array.from({ length: 50 }, (_, at) => String(at + 1)));

    const failing = async () => {
      for await (const message of client.count({ value: "2" })) values.push(message.value);
    };
    const error = await failing().then(() => null, ConnectError.from);
    expect(error?.code).toBe(Code.OutOfRange);
    expect(values.slice(50)).toEqual(["1", "2"]);
  });

  test("a client stream is collected", async () => {
    async function* send() {
      for (const value of ["a", "b", "c"]) yield { value };
    }
    const answer = await createClient(echoService, transport()).collect(send());
    expect(answer.value).toBe("abc");
  });

  if (!bidi) {
    test("a bidirectional stream is refused over HTTP/1.1", async () => {
      async function* send() {
        yield { value: "a" };
      }
      const receive = async () => {
        for await (const _message of createClient(echoService, transport()).chat(send()));
      };
      await expect(receive()).rejects.toThrow(/505|HTTP|unknown/i);
    });
    return;
  }

  test("a bidirectional stream strictly alternates", async () => {
    const answered = { resolve: () => {} };
    async function* send() {
      for (const value of ["a", "b", "c"]) {
        const reply = new Promise<void>((resolve) => {
          answered.resolve = resolve;
        });
        yield { value };
        await reply;
      }
    }
    const values: string[] = [];
    for await (const message of createClient(echoService, transport()).chat(send())) {
      values.push(message.value);
      answered.resolve();
    }
    expect(values).toEqual(["A", "B", "C"]);
  });
});

test("every attempt above is in the record, over, and in order", async () => {
  const attempts = await site.attempts(allOver);
  expect(attempts.length).toBeGreaterThan(40);
  for (const { arrivedUs, startedUs, endedUs, repliedUs } of attempts) {
    const stamps = [arrivedUs, startedUs, endedUs, repliedUs].filter((stamp) => stamp !== undefined);
    expect(stamps).toEqual([...stamps].sort((a, b) => a - b));
  }
});

import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { findTrailerError } from "@connectrpc/connect/protocol-grpc";
import { compressionAlgorithms, status } from "@grpc/grpc-js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSite, type Site } from "../conformance/site.ts";
import { type GrpcJsClient, openGrpcJs, type StartedCall } from "./grpc-js-client.ts";

let site: Site;
let client: GrpcJsClient;
beforeAll(async () => {
  site = await openSite(join(import.meta.dirname, "greeter.txtar"));
  client = openGrpcJs(site);
}, 60_000);
afterAll(async () => {
  client?.close();
  await site?.stop();
});

const ada = { name: "Ada" };
const textsOf = (replies: readonly { message?: unknown }[]) => replies.map(({ message }) => message);

describe("grpc-js makes calls of every kind:", () => {
  test("unary", async () => {
    expect(await client.call("sayHello", { requests: [ada] })).toMatchObject({
      code: 0,
      replies: [{ message: "Hello, Ada!" }],
    });
  });

  test("server streaming, with trailers", async () => {
    const { code, replies, trailers } = await client.call("lotsOfReplies", { requests: [ada] });
    expect([code, textsOf(replies)]).toEqual([0, ["Hello, Ada!", "Bonjour, Ada!", "你好, Ada!"]]);
    expect(trailers.get("x-count")).toEqual(["3"]);
  });

  test("client streaming", async () => {
    const { replies } = await client.call("lotsOfGreetings", { requests: [ada, { name: "Bob" }] });
    expect(textsOf(replies)).toEqual(["Hello, Ada and Bob!"]);
  });

  test("client streaming without a message", async () => {
    const { code, replies } = await client.call("lotsOfGreetings", { requests: [] });
    expect([code, textsOf(replies)]).toEqual([0, ["Hello, !"]]);
  });

  test("bidirectional", async () => {
    const { replies } = await client.call("bidiHello", { requests: [ada, { name: "Bob" }, ada] });
    expect(textsOf(replies)).toEqual(["Hello, Ada!", "Hello, Bob!", "Hello, Ada!"]);
  });
});

describe("grpc-js and metadata:", () => {
  test("text and bytes come back in headers and in trailers", async () => {
    const bytes = Buffer.of(0, 1, 254, 255);
    const metadata = { "x-text": "plain, text", "x-raw-bin": bytes };
    const { headers, trailers } = await client.call("sayHello", { requests: [ada], metadata });
    expect([headers.get("x-text"), headers.get("x-raw-bin")]).toEqual([["plain, text"], [bytes]]);
    expect([trailers.get("x-text-last"), trailers.get("x-raw-last-bin")]).toEqual([["plain, text"], [bytes]]);
  });

  test("an error brings its text byte for byte, and its details", async () => {
    const request = { name: "details", failures: 9, code: status.FAILED_PRECONDITION };
    const { code, details, trailers } = await client.call("sayHelloAtLast", { requests: [request] });
    expect([code, details]).toEqual([status.FAILED_PRECONDITION, "not yet & 尚未 100%"]);
    const [bytes = ""] = trailers.get("grpc-status-details-bin");
    const trailer = new Headers({
      "grpc-status": String(code),
      "grpc-status-details-bin": Buffer.from(bytes).toString("base64"),
    });
    const error = findTrailerError(trailer);
    expect(error).toMatchObject({ code, rawMessage: "not yet & 尚未 100%" });
    expect(error?.details).toMatchObject([{ type: "helloworld.HelloRequest" }]);
  });

  test("a stream that fails brings the replies before its status", async () => {
    const requests = [{ ...ada, code: status.ABORTED }];
    const { code, details, replies } = await client.call("lotsOfReplies", { requests });
    expect([code, details, replies.length]).toEqual([status.ABORTED, "enough", 3]);
  });
});

describe("grpc-js gives up:", () => {
  test("its deadline is DEADLINE_EXCEEDED, and the handler hears of it", async () => {
    const request = { name: "deadline", patienceMs: 20_000 };
    const options = { deadline: Date.now() + 1_000 };
    expect((await client.call("sayHelloLater", { requests: [request], options })).code).toBe(
      status.DEADLINE_EXCEEDED,
    );
    await expect.poll(() => cancelled("deadline"), { timeout: 10_000 }).toBe(1);
  });

  test("cancelling after the first reply is CANCELLED", async () => {
    const answer = await client.call("bidiHello", {
      requests: [ada],
      onReply: (_reply, cancel) => cancel(),
    });
    expect([answer.code, answer.replies.length]).toEqual([status.CANCELLED, 1]);
  });

  test("cancelling before any reply is heard by the handler", async () => {
    let started: StartedCall | undefined;
    const late = client.call("sayHelloLater", {
      requests: [{ name: "cancelled", patienceMs: 20_000 }],
      onStart: (call) => {
        started = call;
      },
    });
    await expect.poll(() => attempts("cancelled"), { timeout: 10_000 }).toBe(1);
    started?.cancel();
    expect((await late).code).toBe(status.CANCELLED);
    await expect.poll(() => cancelled("cancelled"), { timeout: 10_000 }).toBe(1);
  });
});

describe("grpc-js and the pace of a stream:", () => {
  test("a reader that pauses holds a fast handler back, and gets all of it in the end", async () => {
    const size = 5_000;
    let started: StartedCall | undefined;
    let replies = 0;
    const flood = client.call("flood", {
      requests: [{ name: "flood", size }],
      onStart: (call) => {
        started = call;
      },
      onReply: () => {
        replies++;
        if (replies === 1) started?.pause();
      },
    });
    await expect.poll(() => replies, { timeout: 10_000 }).toBe(1);
    const held = await untilStill(() => recall("flood").then(({ sent = 0 }) => sent));
    // All would be some 40 MB; what fits into windows and buffers on the way is a fraction.
    expect(held).toBeLessThan(size / 2);
    expect(replies).toBe(1);
    started?.resume();
    expect((await flood).replies).toHaveLength(size);
  });

  /** Reads until two readings are the same. */
  async function untilStill(read: () => Promise<number>): Promise<number> {
    for (let before = -1; ; ) {
      const now = await read();
      if (now === before) return now;
      before = now;
      await delay(300);
    }
  }
});

describe("grpc-js names a deployment", () => {
  test("by the authority <id>.<host>, without any metadata", async () => {
    const authority = openGrpcJs(site, { "grpc.default_authority": `${site.id}.localhost:${site.port}` });
    const { code, replies } = await authority.call("sayHello", { requests: [ada], anonymous: true });
    expect([code, replies]).toEqual([0, [{ message: "Hello, Ada!" }]]);
    authority.close();
  });

  test("and hears NOT_FOUND when it names none", async () => {
    const { code } = await client.call("sayHello", { requests: [ada], anonymous: true });
    expect(code).toBe(status.NOT_FOUND);
  });
});

async function recall(
  name: string,
): Promise<{ cancelled?: number; previousAttempts?: string[]; sent?: number }> {
  return (await client.call("recall", { requests: [{ name }] })).replies[0] ?? {};
}
const cancelled = async (name: string) => (await recall(name)).cancelled ?? 0;
const attempts = async (name: string) => (await recall(name)).previousAttempts?.length ?? 0;

describe("grpc-js and sizes:", () => {
  test("a request over 4 MiB is RESOURCE_EXHAUSTED by the server", async () => {
    const { code } = await client.call("sayHello", { requests: [{ name: "x".repeat(5_000_000) }] });
    expect(code).toBe(status.RESOURCE_EXHAUSTED);
  });

  test("a reply over 4 MiB is RESOURCE_EXHAUSTED", async () => {
    const { code } = await client.call("sayMuch", { requests: [{ size: 5_000_000 }] });
    expect(code).toBe(status.RESOURCE_EXHAUSTED);
  });

  test("messages below it pass, compressed both ways", async () => {
    const zipped = openGrpcJs(site, {
      "grpc.default_compression_algorithm": compressionAlgorithms.gzip,
    });
    const name = "x".repeat(1_000_000);
    const hello = await zipped.call("sayHello", { requests: [{ name }] });
    expect(hello.replies[0]?.message).toHaveLength(name.length + 8);
    const much = await zipped.call("sayMuch", { requests: [{ size: 4_000_000 }] });
    expect(much.replies[0]?.message).toHaveLength(4_000_000);
    zipped.close();
  });
});

import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { create, type JsonObject, toBinary } from "@bufbuild/protobuf";
import { type FileDescriptorProto, FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { Code } from "@connectrpc/connect";
import { type Browser, chromium, type Page } from "@playwright/test";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findChromium } from "#scripts/find-chromium.ts";
import { openSite, type Site } from "../conformance/site.ts";
import type { BrowserAnswer, BrowserCall, BrowserClient, BrowserSetup } from "./browser-calls.ts";

const executablePath = findChromium();
const isSkipped = executablePath === undefined && process.env.CI !== "true";
const why = isSkipped ? " (there is no Chromium; set CHROMIUM_PATH or apt-get install chromium)" : "";

describe.skipIf(isSkipped)(`clients in a page of another origin${why}`, () => {
  let site: Site;
  let browser: Browser;
  let page: Page;
  let setup: BrowserSetup;
  const elsewhere = createServer((_request, response) => {
    response.setHeader("content-type", "text/html");
    response.end("<!doctype html><title>a page of somebody else</title>");
  });

  beforeAll(async () => {
    site = await openSite(join(import.meta.dirname, "greeter.txtar"));
    setup = {
      baseUrl: `${site.url}/d/${site.id}`,
      service: site.service.typeName,
      descriptors: descriptorsOf(site),
    };
    elsewhere.listen(0, "127.0.0.1");
    await once(elsewhere, "listening");
    browser = await chromium.launch({
      ...(executablePath !== undefined && { executablePath }),
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    });
    page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`);
    await page.addScriptTag({ content: await bundle() });
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    elsewhere.close();
    await site?.stop();
  });

  const call = (
    client: BrowserClient,
    method: string,
    request: JsonObject,
    more: Partial<BrowserCall> = {},
  ): Promise<BrowserAnswer> => inPage(setup, { client, method, request, ...more });

  /** As text: the types of what may cross into a page are too deep for the compiler. */
  const inPage = (from: BrowserSetup, what: BrowserCall): Promise<BrowserAnswer> =>
    page.evaluate(
      (text) => {
        const [there, made] = JSON.parse(text) as [BrowserSetup, BrowserCall];
        return (globalThis as unknown as InPage).makeBrowserCall(there, made);
      },
      JSON.stringify([from, what]),
    );

  const clients: readonly BrowserClient[] = [
    "grpc-web",
    "grpc-web-text",
    "connect-web",
    "connect-web, gRPC-Web",
  ];
  /** The official client streams in its text mode only. */
  const streaming = clients.filter((client) => client !== "grpc-web");

  describe.each(clients)("%s:", (client) => {
    test("a unary call, with text and bytes in headers and trailers", async () => {
      const headers = { "x-text": "plain, text", "x-raw-bin": "AAH+/w" };
      const answer = await call(client, "sayHello", { name: "Ada 茶" }, { headers });
      expect([answer.code, answer.replies]).toEqual([0, [{ message: "Hello, Ada 茶!" }]]);
      expect(answer.headers).toMatchObject({ "x-text": "plain, text" });
      expect(answer.trailers).toMatchObject({ "x-text-last": "plain, text" });
      const [bytes] = [answer.headers["x-raw-bin"]];
      expect(Buffer.from(bytes ?? "", "base64")).toEqual(Buffer.of(0, 1, 254, 255));
    });

    test("K4 a failure brings its code and its text, byte for byte", async () => {
      const request = { name: client, failures: 9, code: Code.FailedPrecondition };
      const answer = await call(client, "sayHelloAtLast", request);
      expect([answer.code, answer.message]).toEqual([Code.FailedPrecondition, "not yet & 尚未 100%"]);
      // The official client of gRPC-Web tells of no details: it hands out neither of a failure's trailers.
      if (client.startsWith("connect")) expect(answer.trailers["x-detail"]).toBe("helloworld.HelloRequest");
    });

    test("G10 an unknown deployment is NOT_FOUND", async () => {
      const lost = { ...setup, baseUrl: `${site.url}/d/nobody` };
      const answer = await inPage(lost, { client, method: "sayHello", request: {} });
      expect([answer.code, answer.message]).toEqual([
        Code.NotFound,
        expect.stringMatching(/no deployment "nobody"/),
      ]);
    });

    test("K3 a deadline passes", async () => {
      const request = { name: `deadline ${client}`, patienceMs: 20_000 };
      const answer = await call(client, "sayHelloLater", request, { timeoutMs: 200 });
      expect(answer.code).toBe(Code.DeadlineExceeded);
    });

    test("K9 a reply of 5 MB is RESOURCE_EXHAUSTED, one of 4 MB is not", async () => {
      expect((await call(client, "sayMuch", { size: 5_000_000 })).code).toBe(Code.ResourceExhausted);
      expect((await call(client, "sayMuch", { size: 4_000_000 })).replies[0]?.message).toHaveLength(
        4_000_000,
      );
    });
  });

  describe.each(streaming)("%s:", (client) => {
    test("a server stream, with its trailers", async () => {
      const answer = await call(client, "lotsOfReplies", { name: "Ada" });
      expect(answer.code).toBe(0);
      expect(answer.replies.map(({ message }) => message)).toEqual([
        "Hello, Ada!",
        "Bonjour, Ada!",
        "你好, Ada!",
      ]);
      expect(answer.trailers).toMatchObject({ "x-count": "3" });
    });

    test("a stream that fails brings its replies first", async () => {
      const answer = await call(client, "lotsOfReplies", { name: "Ada", code: Code.Aborted });
      expect([answer.code, answer.message, answer.replies.length]).toEqual([Code.Aborted, "enough", 3]);
    });

    test("cancelling after the first reply", async () => {
      const answer = await call(client, "lotsOfReplies", { name: "Ada" }, { cancelAfter: 1 });
      expect([answer.code, answer.replies.length]).toEqual([Code.Canceled, 1]);
    });
  });

  test.each(["lotsOfGreetings", "bidiHello"])(
    "connect-web refuses %s at once: fetch has no request streams",
    async (method) => {
      expect(await call("connect-web", method, {})).toMatchObject({
        code: Code.Unknown,
        message: expect.stringMatching(/does not support streaming request/),
      });
    },
  );
});

type InPage = { makeBrowserCall(setup: BrowserSetup, call: BrowserCall): Promise<BrowserAnswer> };

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, "browser-calls.ts")],
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
    target: "es2022",
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}

function descriptorsOf({ service }: Site): string {
  const files = new Map<string, FileDescriptorProto>();
  const add = (file: Site["service"]["file"]) => {
    for (const dependency of file.dependencies) add(dependency);
    files.set(file.name, file.proto);
  };
  add(service.file);
  const set = create(FileDescriptorSetSchema, { file: [...files.values()] });
  return Buffer.from(toBinary(FileDescriptorSetSchema, set)).toString("base64");
}

import { request } from "node:http";
import { Code, ConnectError } from "@connectrpc/connect";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestGateway, type TestGateway } from "./test-gateway.ts";
import { echoService } from "./test-service.ts";

let site: TestGateway;
let goOn: () => void = () => {};
beforeAll(async () => {
  site = await openTestGateway({
    routes: (router) =>
      router.service(echoService, {
        say({ value }) {
          if (value === "bad") throw new ConnectError("no 中文", Code.NotFound);
          return { value };
        },
        async *count({ value }) {
          yield { value };
          await new Promise<void>((resolve) => {
            goOn = resolve;
          });
          yield { value: `${value}!` };
        },
        async collect(requests) {
          let all = "";
          for await (const { value } of requests) all += value;
          return { value: all };
        },
      }),
  });
});
afterAll(() => site.close());

/** `StringValue` of a short text in an envelope, by hand. */
const message = (text: string) => {
  const bytes = Buffer.from(text);
  return Buffer.from([0, 0, 0, 0, bytes.length + 2, 10, bytes.length, ...bytes]);
};
const text = (...flushed: readonly Uint8Array[]) =>
  flushed.map((bytes) => Buffer.from(bytes).toString("base64")).join("");
/** Every flush of the reply, decoded on its own. */
const decode = (reply: string) =>
  Buffer.concat(reply.split(/(?<==)(?!=)/).map((flushed) => Buffer.from(flushed, "base64"))).toString(
    "latin1",
  );

type Answer = { readonly status: number; readonly type: string; readonly body: string };

/** Sends the pieces one after the other, and hears of each piece of the reply. */
function call(
  method: string,
  pieces: readonly string[],
  heard: (text: string) => void = () => {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(`${site.http1}/d/echo/test.v1.EchoService/${method}`, {
      method: "POST",
      headers: { "content-type": "application/grpc-web-text", accept: "application/grpc-web-text" },
    });
    sent.on("error", reject);
    sent.on("response", (response) => {
      let body = "";
      response.on("data", (chunk: Buffer) => {
        body += chunk.toString("latin1");
        heard(chunk.toString("latin1"));
      });
      response.on("error", reject);
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, type: response.headers["content-type"] ?? "", body }),
      );
    });
    const next = (at: number): void => {
      const piece = pieces[at];
      if (piece === undefined) sent.end();
      else sent.write(piece, () => setImmediate(() => next(at + 1)));
    };
    next(0);
  });
}

const trailers = (status: number) => `\x80\0\0\0\x10grpc-status: ${status}\r\n`;

describe("gRPC-Web's text mode", () => {
  test("is answered in base64, trailers included", async () => {
    const answer = await call("Say", [text(message("Ada"))]);
    expect(answer).toMatchObject({ status: 200, type: "application/grpc-web-text+proto" });
    expect(decode(answer.body)).toBe(message("Ada").toString("latin1") + trailers(0));
  });

  test("is read in single characters, and with padding in the middle of a message", async () => {
    const whole = message("Ada");
    const flushed = text(whole.subarray(0, 1), whole.subarray(1, 6), whole.subarray(6));
    const answer = await call("Say", [...flushed]);
    expect(decode(answer.body)).toBe(message("Ada").toString("latin1") + trailers(0));
  });

  test("streams: the first message is read before the second is sent", async () => {
    let heard = "";
    const answer = await call("Count", [text(message("Ada"))], (chunk) => {
      heard += chunk;
      if (decode(heard) === message("Ada").toString("latin1")) goOn();
    });
    expect(decode(answer.body)).toBe(
      message("Ada").toString("latin1") + message("Ada!").toString("latin1") + trailers(0),
    );
  });

  test("takes a stream of requests", async () => {
    const answer = await call("Collect", [text(message("A")), text(message("B"), message("C"))]);
    expect(decode(answer.body)).toBe(message("ABC").toString("latin1") + trailers(0));
  });

  test("carries errors of the handler and of the gateway", async () => {
    const failed = await call("Say", [text(message("bad"))]);
    expect(decode(failed.body)).toContain("grpc-status: 5");
    expect(decodeURIComponent(decode(failed.body))).toContain("grpc-message: no 中文");
    const unknown = await call("Nothing", [text(message("x"))]);
    expect(unknown.type).toBe("application/grpc-web-text");
    expect(decode(unknown.body)).toContain("grpc-status: 12");
  });

  test.each([
    ["no base64 at all", "{}{}"],
    ["an unfinished group", "AAAAAAAA=A"],
    ["half a group", "AAAAA"],
  ])("that is %s is INVALID_ARGUMENT, in text", async (_what, body) => {
    const answer = await call("Say", [body]);
    expect(answer).toMatchObject({ status: 200, type: "application/grpc-web-text" });
    expect(decode(answer.body)).toContain("grpc-status: 3");
  });

  test("leaves a record like any call of gRPC-Web", async () => {
    const attempts = await site.attempts((all) => all.some(({ code }) => code === 0));
    expect(attempts.find(({ code }) => code === 0)).toMatchObject({ method: "test.v1.EchoService/Say" });
  });
});

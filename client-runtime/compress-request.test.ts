import { gunzipSync } from "node:zlib";
import { encodeEnvelope } from "@connectrpc/connect/protocol";
import { describe, expect, test } from "vitest";
import { compressRequest } from "./compress-request.ts";

const message = new TextEncoder().encode("again and ".repeat(500));

function request(contentType: string, body: Uint8Array<ArrayBuffer>): RequestInit {
  return { method: "POST", headers: { "content-type": contentType }, body };
}

async function compressed(contentType: string, body: Uint8Array<ArrayBuffer>) {
  const init = await compressRequest(request(contentType, body));
  return { headers: Object.fromEntries(new Headers(init.headers)), body: init.body as Uint8Array };
}

describe("a compressed request", () => {
  test.each(["application/proto", "application/json"])("is its body in gzip where it is %s", async (type) => {
    const { headers, body } = await compressed(type, message);
    expect(headers).toEqual({ "content-type": type, "content-encoding": "gzip" });
    expect(new Uint8Array(gunzipSync(body))).toEqual(message);
  });

  test.each([
    ["application/grpc-web+proto", "grpc-encoding", "grpc-accept-encoding"],
    ["application/connect+json", "connect-content-encoding", "connect-accept-encoding"],
  ])(
    "of %s keeps its envelope, flags the message in it, and asks for a plain reply",
    async (type, name, accepted) => {
      const { headers, body } = await compressed(type, encodeEnvelope(0, message));
      expect(headers).toEqual({ "content-type": type, [name]: "gzip", [accepted]: "identity" });
      expect(body[0]).toBe(1);
      expect(new DataView(body.buffer).getUint32(1)).toBe(body.length - 5);
      expect(new Uint8Array(gunzipSync(body.subarray(5)))).toEqual(message);
    },
  );

  test("stays as it is where its message is smaller than 1 KiB", async () => {
    const small = message.slice(0, 1023);
    for (const [type, body] of [
      ["application/proto", small],
      ["application/grpc-web+proto", encodeEnvelope(0, small)],
    ] as const) {
      const init = request(type, body);
      expect(await compressRequest(init)).toBe(init);
    }
  });

  test("stays as it is where it is no body in one piece", async () => {
    const init = { method: "GET" };
    expect(await compressRequest(init)).toBe(init);
  });
});

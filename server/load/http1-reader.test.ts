import { describe, expect, test } from "vitest";
import { Http1Reader } from "./http1-reader.ts";

type Seen = { status: number; headers: Record<string, unknown>; body: string; isKept: boolean | null };

/** Every reply in the bytes, which come in parts of `size`. */
function read(bytes: string, size = bytes.length, isClosed = false): readonly Seen[] {
  const seen: Seen[] = [];
  const reader = new Http1Reader({
    head: (status, headers) => seen.push({ status, headers: { ...headers }, body: "", isKept: null }),
    data: (chunk) => {
      const last = seen.at(-1);
      if (last !== undefined) last.body += chunk.toString("latin1");
    },
    end: (isKept) => {
      const last = seen.at(-1);
      if (last !== undefined) last.isKept = isKept;
    },
  });
  const whole = Buffer.from(bytes, "latin1");
  for (let at = 0; at < whole.length; at += size) reader.data(whole.subarray(at, at + size));
  if (isClosed) reader.close();
  return seen;
}

const head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

describe("the end of a reply", () => {
  test.each([
    ["its length", `${head}Content-Length: 5\r\n\r\nhello`, "hello", true],
    ["a length of nothing", `${head}Content-Length: 0\r\n\r\n`, "", true],
    [
      "the last chunk",
      `${head}Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;a=b\r\nlo\r\n0\r\n\r\n`,
      "hello",
      true,
    ],
    [
      "the trailers",
      `${head}Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\na: b\r\nc: d\r\n\r\n`,
      "x",
      true,
    ],
    ["a status without a body", "HTTP/1.1 204 No Content\r\nContent-Length: 7\r\n\r\n", "", true],
    [
      "a reply after 100 Continue",
      `HTTP/1.1 100 Continue\r\n\r\n${head}Content-Length: 2\r\n\r\nok`,
      "ok",
      true,
    ],
    ["a server that will close", `${head}Connection: close\r\nContent-Length: 2\r\n\r\nok`, "ok", false],
    ["HTTP/1.0, which closes", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", "ok", false],
    [
      "HTTP/1.0 that is kept",
      "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok",
      "ok",
      true,
    ],
  ])("is %s, however the bytes are cut", (_, bytes, body, isKept) => {
    const whole = read(bytes);
    expect(whole).toMatchObject([{ body, isKept }]);
    for (const size of [1, 2, 3, 7, 40]) expect(read(bytes, size)).toEqual(whole);
  });

  test("is the connection's where no length is told", () => {
    const bytes = `${head}\r\nuntil the end`;
    expect(read(bytes)).toMatchObject([{ body: "until the end", isKept: null }]);
    expect(read(bytes, 4, true)).toMatchObject([{ body: "until the end", isKept: false }]);
  });

  test("does not come when the connection is closed before", () => {
    const reader = new Http1Reader({ head: () => {}, data: () => {}, end: () => expect.unreachable() });
    reader.data(Buffer.from(`${head}Content-Length: 9\r\n\r\nhello`));
    expect(reader.close()).toBe(false);
  });
});

test("names of headers are small, and two of a name are a list", () => {
  const bytes =
    "HTTP/1.1 503 \r\nServer-Timing: q;dur=1\r\nX:  spaced \r\nserver-timing: x;dur=2\r\nContent-Length: 0\r\n\r\n";
  expect(read(bytes)).toMatchObject([
    { status: 503, headers: { "server-timing": "q;dur=1, x;dur=2", x: "spaced", "content-length": "0" } },
  ]);
});

test("replies follow each other; bytes that nobody asked for make the connection useless", () => {
  const reply = `${head}Content-Length: 1\r\n\r\n`;
  expect(read(`${reply}a${reply}b`, reply.length + 1)).toMatchObject([
    { body: "a", isKept: true },
    { body: "b", isKept: true },
  ]);
  expect(read(`${reply}aHTTP/1.1`)).toMatchObject([{ body: "a", isKept: false }]);
});

test.each([
  ["another protocol", "SSH-2.0-OpenSSH\r\n\r\n", "HTTP_STATUS_LINE"],
  ["a header without a name", `${head}: x\r\n\r\n`, "HTTP_HEADER"],
  ["a length that is no number", `${head}Content-Length: 5, 5\r\n\r\nhello`, "HTTP_CONTENT_LENGTH"],
  [
    "a coding that was not asked for",
    `${head}Transfer-Encoding: gzip, chunked\r\n\r\n`,
    "HTTP_TRANSFER_ENCODING",
  ],
  ["a chunk without a size", `${head}Transfer-Encoding: chunked\r\n\r\nxyz\r\n`, "HTTP_CHUNK_SIZE"],
  [
    "a chunk that is longer than its size",
    `${head}Transfer-Encoding: chunked\r\n\r\n1\r\nxyz\r\n`,
    "HTTP_CHUNK_END",
  ],
  ["a head without an end", `${head}a: ${"b".repeat(70_000)}`, "HTTP_HEAD_TOO_LARGE"],
])("%s is refused", (_, bytes, problem) => {
  expect(() => read(bytes)).toThrow(problem);
});

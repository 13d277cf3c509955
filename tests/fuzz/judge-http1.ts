export type Http1Reply = {
  readonly status: number;
  readonly head: string;
  readonly body: Buffer;
  /** False: the connection ended in the middle of it. */
  readonly whole: boolean;
};

const fieldLine = /^[!#$%&'*+.^_`|~\w-]+:[ \t]*[\t\x20-\x7e\x80-\xff]*$/;

/** Reads every reply of a connection as strictly as RFC 9112 puts it. Throws at bytes that are no reply. */
export function readHttp1Replies(bytes: Buffer, toHead: boolean): readonly Http1Reply[] {
  const replies: Http1Reply[] = [];
  let rest = bytes;
  while (rest.length > 0) {
    const headEnd = rest.indexOf("\r\n\r\n");
    if (headEnd < 0) {
      const beginning = rest.toString("latin1");
      if (!"HTTP/1.1 ".startsWith(beginning.slice(0, 9))) throw new Error(`no reply: ${clip(rest)}`);
      replies.push({ status: 0, head: beginning, body: Buffer.alloc(0), whole: false });
      break;
    }
    const head = rest.subarray(0, headEnd).toString("latin1");
    const status = readStatus(head);
    rest = rest.subarray(headEnd + 4);
    if (status < 200) continue;
    const body = readBody(status, head, rest, toHead);
    replies.push({ status, head, body: body.bytes, whole: body.whole });
    rest = rest.subarray(body.taken);
  }
  return replies;
}

function readStatus(head: string): number {
  const [statusLine = "", ...fields] = head.split("\r\n");
  const [, digits] = /^HTTP\/1\.1 ([1-5]\d\d) [\x20-\x7e]*$/.exec(statusLine) ?? [];
  if (digits === undefined) throw new Error(`no status line: ${statusLine.slice(0, 100)}`);
  const bad = fields.find((line) => !fieldLine.test(line));
  if (bad !== undefined) throw new Error(`no field line: ${bad.slice(0, 100)}`);
  return Number(digits);
}

type Body = { readonly bytes: Buffer; readonly taken: number; readonly whole: boolean };

function readBody(status: number, head: string, rest: Buffer, toHead: boolean): Body {
  const nothing = { bytes: Buffer.alloc(0), taken: 0, whole: true };
  if (status === 204 || status === 304) return nothing;
  const isNext = rest.length === 0 || rest.subarray(0, 9).toString("latin1") === "HTTP/1.1 ";
  if (toHead && isNext) return nothing;
  const [, length] = /^content-length: (\d+)$/im.exec(head) ?? [];
  const isChunked = /^transfer-encoding: chunked$/im.test(head);
  if (length !== undefined && isChunked) throw new Error("a reply with two lengths");
  if (isChunked) return readChunks(rest);
  if (length === undefined) return { bytes: rest, taken: rest.length, whole: true };
  const taken = Math.min(Number(length), rest.length);
  return { bytes: rest.subarray(0, taken), taken, whole: taken === Number(length) };
}

function readChunks(rest: Buffer): Body {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = rest.indexOf("\r\n", at);
    if (lineEnd < 0) return { bytes: Buffer.concat(chunks), taken: rest.length, whole: false };
    const size = rest.subarray(at, lineEnd).toString("latin1");
    if (!/^[\da-f]+$/i.test(size)) throw new Error(`no chunk size: ${size.slice(0, 100)}`);
    const length = Number.parseInt(size, 16);
    const end = lineEnd + 2 + length;
    if (end + 2 > rest.length) return { bytes: Buffer.concat(chunks), taken: rest.length, whole: false };
    if (rest.subarray(end, end + 2).toString("latin1") !== "\r\n")
      throw new Error("a chunk longer than it says");
    chunks.push(rest.subarray(lineEnd + 2, end));
    at = end + 2;
    if (length === 0) return { bytes: Buffer.concat(chunks), taken: at, whole: true };
  }
}

function clip(bytes: Buffer): string {
  return JSON.stringify(bytes.subarray(0, 100).toString("latin1"));
}

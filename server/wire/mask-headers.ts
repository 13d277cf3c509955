import type { HeaderPair, SeenCall, SeenChunk } from "./seen-call.ts";

/** What browsers and proxies tell this site, and no deployment may read: its handlers never see them either. */
const maskedNames: ReadonlySet<string> = new Set(["cookie", "proxy-authorization"]);
const frameHeadBytes = 9;
const star = 0x2a;
const blockTypes: ReadonlySet<number | undefined> = new Set([1, 9]);

export type Masked = {
  readonly chunks: readonly SeenChunk[];
  readonly requestHeaders: readonly HeaderPair[];
  /** The names whose values are covered. */
  readonly names: readonly string[];
};

/**
 * The call's bytes with the values of those headers covered by `*`, byte for byte: in HTTP/1.1 the values, in HTTP/2 the
 * whole blocks of headers, for HPACK mixes all values (RFC 7541).
 */
export function maskHeaders(call: SeenCall): Masked {
  return call.carrier === "http1" ? maskHttp1(call) : maskHttp2(call);
}

function maskHttp2({ chunks, requestHeaders }: SeenCall): Masked {
  const names = requestHeaders.map(({ name }) => name).filter((name) => maskedNames.has(name.toLowerCase()));
  if (names.length === 0) return { chunks, requestHeaders, names };
  return {
    names: [...new Set(names)],
    requestHeaders: requestHeaders.map((header) =>
      names.includes(header.name) ? { name: header.name, value: "*".repeat(header.value.length) } : header,
    ),
    chunks: chunks.map((chunk) => {
      if (chunk.response || chunk.connection || !blockTypes.has(chunk.data[3])) return chunk;
      const data = new Uint8Array(chunk.data);
      data.fill(star, frameHeadBytes);
      return { ...chunk, data };
    }),
  };
}

const maskedLine = /^(cookie|proxy-authorization)[ \t]*:[ \t]*([^\r\n]*)/gim;

function maskHttp1({ chunks, requestHeaders }: SeenCall): Masked {
  const requests = chunks.filter(({ response }) => !response);
  const bytes = Buffer.concat(requests.map(({ data }) => data));
  const headEnd = /\r?\n\r?\n/.exec(bytes.toString("latin1"));
  const head = bytes.toString("latin1", 0, headEnd?.index ?? bytes.length);
  const names = new Set<string>();
  for (const { 0: line, 1: name = "", 2: value = "", index } of head.matchAll(maskedLine)) {
    names.add(name.toLowerCase());
    bytes.fill(star, index + line.length - value.length, index + line.length);
  }
  if (names.size === 0) return { chunks, requestHeaders, names: [] };
  let at = 0;
  const covered = new Map<SeenChunk, SeenChunk>();
  for (const chunk of requests) {
    const data = new Uint8Array(bytes.subarray(at, at + chunk.data.length));
    covered.set(chunk, { ...chunk, data });
    at += chunk.data.length;
  }
  return { chunks: chunks.map((chunk) => covered.get(chunk) ?? chunk), requestHeaders, names: [...names] };
}

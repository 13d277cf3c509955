/** As Connect has it: what is smaller grows by gzip's own frame (`compressMinBytes`). */
export const compressMinBytes = 1024;

const compressedFlag = 0x01;
const prefixBytes = 5;

/**
 * A request with its message in gzip, which connect-web does not do by itself. A Connect call with one request is compressed
 * as a body (`content-encoding`); where messages stand in envelopes, the message in it is, and its flag says so (gRPC:
 * doc/PROTOCOL-HTTP2.md, "Compressed-Flag"). Messages below 1 KiB, and bodies that are not in one piece, stay as they are.
 */
export async function compressRequest(init: RequestInit): Promise<RequestInit> {
  const { body } = init;
  if (!(body instanceof Uint8Array)) return init;
  const headers = new Headers(init.headers);
  const type = headers.get("content-type") ?? "";
  const isBare = !type.startsWith("application/grpc") && !type.startsWith("application/connect");
  if (isBare) {
    if (body.length < compressMinBytes) return init;
    headers.set("content-encoding", "gzip");
    return { ...init, headers, body: await gzip(body) };
  }
  const compressed = await compressEnvelope(body);
  if (compressed === null) return init;
  const isConnect = type.startsWith("application/connect");
  headers.set(isConnect ? "connect-content-encoding" : "grpc-encoding", "gzip");
  // Who says nothing is answered in the encoding of the request, and connect-web reads no compressed envelopes.
  headers.set(isConnect ? "connect-accept-encoding" : "grpc-accept-encoding", "identity");
  return { ...init, headers, body: compressed };
}

/** Of one message and nothing behind it; null where it stays as it is. */
async function compressEnvelope(body: Uint8Array): Promise<Uint8Array<ArrayBuffer> | null> {
  if (body.length < prefixBytes + compressMinBytes) return null;
  const { buffer, byteOffset } = body;
  const length = new DataView(buffer, byteOffset).getUint32(1);
  if (body[0] !== 0 || length !== body.length - prefixBytes) return null;
  const message = await gzip(body.subarray(prefixBytes));
  const envelope = new Uint8Array(prefixBytes + message.length);
  envelope[0] = compressedFlag;
  new DataView(envelope.buffer).setUint32(1, message.length);
  envelope.set(message, prefixBytes);
  return envelope;
}

async function gzip(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const plain = new Response(new Uint8Array(bytes)).body;
  if (plain === null) return new Uint8Array();
  return new Uint8Array(await new Response(plain.pipeThrough(new CompressionStream("gzip"))).arrayBuffer());
}

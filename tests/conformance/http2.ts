import { type ClientHttp2Session, connect, type IncomingHttpHeaders } from "node:http2";
import { openFrameTap, type SeenFrame } from "./frame-tap.ts";

export type Http2Reply = {
  readonly headers: IncomingHttpHeaders;
  /** Empty when the reply was Trailers-Only: then `headers` are all there is. */
  readonly trailers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** What the server sent on this stream, frame by frame. */
  readonly frames: readonly SeenFrame[];
  /** 0: the server never reset the stream. */
  readonly resetCode: number;
};

export type Http2Request = {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  /** Each is written, and travels, by itself. */
  readonly pieces?: readonly Uint8Array[];
};

/** One POST over a connection of its own; `headers` replace what is usual for gRPC. */
export async function askHttp2(port: number, request: Http2Request): Promise<Http2Reply> {
  const tap = await openFrameTap(port);
  const session = connect(`http://127.0.0.1:${tap.port}`);
  try {
    return await ask(session, request, () => tap.frames);
  } finally {
    session.destroy();
    tap.close();
  }
}

function ask(
  session: ClientHttp2Session,
  { path, headers = {}, pieces = [] }: Http2Request,
  frames: () => readonly SeenFrame[],
): Promise<Http2Reply> {
  return new Promise((resolve, reject) => {
    session.on("error", reject);
    const stream = session.request({
      ":method": "POST",
      ":path": path,
      "content-type": "application/grpc",
      te: "trailers",
      ...headers,
    });
    let head: IncomingHttpHeaders = {};
    let trailers: IncomingHttpHeaders = {};
    const chunks: Buffer[] = [];
    stream.on("response", (received) => {
      head = received;
    });
    stream.on("trailers", (received) => {
      trailers = received;
    });
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("error", reject);
    stream.on("close", () => {
      const own = frames().filter((frame) => frame.stream === stream.id);
      const reset = own.find(({ type }) => type === "RST_STREAM")?.payload.readUInt32BE(0) ?? 0;
      resolve({ headers: head, trailers, body: Buffer.concat(chunks), frames: own, resetCode: reset });
    });
    void send(pieces, (piece) => new Promise((sent) => stream.write(piece, sent))).then(() => stream.end());
  });
}

async function send(
  pieces: readonly Uint8Array[],
  write: (piece: Uint8Array) => Promise<unknown>,
): Promise<void> {
  for (const piece of pieces) await write(piece);
}

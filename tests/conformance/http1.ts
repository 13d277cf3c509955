import { type IncomingHttpHeaders, request } from "node:http";
import { connect } from "node:net";

export type Http1Reply = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As it came: not decompressed. */
  readonly body: Buffer;
  readonly trailers: NodeJS.Dict<string>;
};

export type Http1Request = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
};

/** One request over HTTP/1.1 with these headers and none of a client's own. */
export function askHttp1(
  url: string,
  { method = "POST", headers = {}, body }: Http1Request,
): Promise<Http1Reply> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers: { ...headers }, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks),
          trailers: response.trailers,
        }),
      );
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** An error of the Connect protocol, as JSON says it. */
export type ErrorJson = {
  readonly code: string;
  readonly message?: string;
  readonly details?: readonly { readonly type: string; readonly value: string; readonly debug?: unknown }[];
};

/** The body as JSON, of whatever shape the caller expects. */
export function jsonOf<Shape = ErrorJson>({ body }: { readonly body: Buffer }): Shape {
  return JSON.parse(body.toString("utf8")) as Shape;
}

/** Writes bytes on a bare socket and reads until the server closes, or has said a whole head. */
export function askRaw(port: number, bytes: string | Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1" });
    let text = "";
    socket.on("error", reject);
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
      if (text.includes("\r\n\r\n")) socket.destroy();
    });
    socket.on("close", () => resolve(text));
    socket.write(bytes);
  });
}

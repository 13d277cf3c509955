import { once } from "node:events";
import { Agent, request as httpRequest, type IncomingHttpHeaders, type OutgoingHttpHeaders } from "node:http";
import { connect as connectHttp2, constants } from "node:http2";
import { connect as connectTcp, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";

/** Where this server listens. */
export type OwnAddress = { readonly host: string; readonly port: number; readonly encrypted: boolean };

export type OwnRequest = {
  readonly verb: "GET" | "POST";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

export type OwnReply = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly trailers: IncomingHttpHeaders;
  readonly body: Uint8Array;
  /** From the first byte handed to the operating system to the last byte read, µs. */
  readonly latencyUs: number;
};

/** One connection to this server's own port. */
export type OwnConnection = {
  /** TCP, and the handshake of TLS. */
  readonly connectUs: number;
  call(request: OwnRequest, signal: AbortSignal): Promise<OwnReply>;
  close(): void;
};

/** Opens it with Node's plain HTTP clients, and tells which end it has. Rejects when the signal fires or nobody listens. */
export async function openOwnConnection(
  address: OwnAddress,
  version: "1.1" | "2.0",
  nowUs: () => number,
  signal: AbortSignal,
  expect: (address: string, port: number) => void = () => {},
): Promise<OwnConnection> {
  const fromUs = nowUs();
  const socket = dial(address, version);
  // Before the first byte of HTTP, by which the port decides.
  socket.once("connect", () => expect(socket.localAddress ?? "", socket.localPort ?? 0));
  try {
    await once(socket, address.encrypted ? "secureConnect" : "connect", { signal });
  } catch (error) {
    socket.destroy();
    throw error;
  }
  const connectUs = nowUs() - fromUs;
  return version === "1.1"
    ? openHttp1(address, socket, connectUs, nowUs)
    : openHttp2(address, socket, connectUs, nowUs);
}

function dial({ host, port, encrypted }: OwnAddress, version: "1.1" | "2.0"): Socket {
  if (!encrypted) return connectTcp({ host, port, noDelay: true });
  const protocol = version === "1.1" ? "http/1.1" : "h2";
  // Whose certificate it is needs no proof: it is our own port.
  const socket = connectTls({ host, port, ALPNProtocols: [protocol], rejectUnauthorized: false });
  return socket.setNoDelay(true);
}

function openHttp1(
  address: OwnAddress,
  socket: Socket,
  connectUs: number,
  nowUs: () => number,
): OwnConnection {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  agent.createConnection = () => socket;
  return {
    connectUs,
    call({ verb, path, headers, body }, signal) {
      return new Promise((resolve, reject) => {
        const { host, port } = address;
        const length = verb === "GET" ? {} : { "content-length": String(body.length) };
        const request = httpRequest({
          agent,
          host,
          port,
          method: verb,
          path,
          headers: { ...headers, ...length },
          signal,
        });
        const fromUs = nowUs();
        request.on("error", reject);
        request.on("response", (response) => {
          const chunks: Uint8Array[] = [];
          response.on("data", (chunk: Uint8Array) => chunks.push(chunk));
          response.on("error", reject);
          response.on("end", () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              trailers: response.trailers,
              body: Buffer.concat(chunks),
              latencyUs: nowUs() - fromUs,
            }),
          );
        });
        request.end(verb === "GET" ? undefined : body);
      });
    },
    close() {
      agent.destroy();
      socket.destroy();
    },
  };
}

function openHttp2(
  address: OwnAddress,
  socket: Socket,
  connectUs: number,
  nowUs: () => number,
): OwnConnection {
  const scheme = address.encrypted ? "https" : "http";
  const host = address.host.includes(":") ? `[${address.host}]` : address.host;
  const session = connectHttp2(`${scheme}://${host}:${address.port}`, { createConnection: () => socket });
  session.on("error", () => {});
  return {
    connectUs,
    call({ verb, path, headers, body }, signal) {
      return new Promise((resolve, reject) => {
        const all: OutgoingHttpHeaders = { ":method": verb, ":path": path, ...headers };
        const fromUs = nowUs();
        const stream = session.request(all, { signal, endStream: verb === "GET" });
        const chunks: Uint8Array[] = [];
        let head: IncomingHttpHeaders & { ":status"?: number } = {};
        let trailers: IncomingHttpHeaders = {};
        stream.on("response", (received) => {
          head = received;
        });
        stream.on("trailers", (received) => {
          trailers = received;
        });
        stream.on("data", (chunk: Uint8Array) => chunks.push(chunk));
        stream.on("error", reject);
        stream.on("close", () => {
          if (stream.rstCode !== constants.NGHTTP2_NO_ERROR)
            reject(new Error(`RST_STREAM ${stream.rstCode}`));
          else
            resolve({
              status: head[":status"] ?? 0,
              headers: head,
              trailers,
              body: Buffer.concat(chunks),
              latencyUs: endedUs - fromUs,
            });
        });
        let endedUs = fromUs;
        stream.on("end", () => {
          endedUs = nowUs();
        });
        if (verb !== "GET") stream.end(body);
      });
    },
    close() {
      session.destroy();
      socket.destroy();
    },
  };
}

import { once } from "node:events";
import {
  type ClientHttp2Session,
  connect as connectHttp2,
  createServer,
  type ServerHttp2Stream,
} from "node:http2";
import {
  type AddressInfo,
  connect,
  createServer as createNetServer,
  type Server,
  type Socket,
} from "node:net";
import { afterEach, expect, test } from "vitest";
import { SessionWard, type SessionWardLimits } from "./session-ward.ts";

const never = 3_600_000;
let door: Server;
afterEach(() => void door.close());

type Opened = {
  readonly port: number;
  /** Streams in the order in which they were opened. */
  readonly streams: readonly ServerHttp2Stream[];
};

/** A server of HTTP/2 whose sockets may be half open, as in the front door. */
async function open(
  limits: Partial<SessionWardLimits>,
  answer: (stream: ServerHttp2Stream) => void,
): Promise<Opened> {
  const ward = new SessionWard({
    checkMs: 20,
    requestMs: never,
    stallMs: never,
    maxUntakenBytes: Number.POSITIVE_INFINITY,
    unreadMs: never,
    idleMs: never,
    ...limits,
  });
  const http2Server = createServer();
  const streams: ServerHttp2Stream[] = [];
  let connected: Socket | undefined;
  http2Server.on("session", (session) => {
    session.on("error", () => {});
    session.socket.once("end", () => session.close());
    if (connected !== undefined) ward.watch(session, connected);
  });
  http2Server.on("stream", (stream) => {
    stream.on("error", () => {});
    ward.add(stream);
    streams.push(stream);
    answer(stream);
  });
  door = createNetServer({ allowHalfOpen: true }, (socket) => {
    socket.on("error", () => socket.destroy());
    connected = socket;
    http2Server.emit("connection", socket);
  });
  door.listen(0, "127.0.0.1");
  await once(door, "listening");
  return { port: (door.address() as AddressInfo).port, streams };
}

const openSockets = () => new Promise((resolve) => door.getConnections((_error, count) => resolve(count)));

const ignore = () => {};
const preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
const settings = [0, 0, 0, 4, 0, 0, 0, 0, 0];
/** RFC 7541, appendix A: POST, http, / from the static table, and the authority "x". */
const headerBlock = [0x83, 0x86, 0x84, 0x41, 1, 0x78];

/** Sends these bytes and a FIN; resolves when the server has closed the connection. */
async function sendAndEnd(port: number, frames: readonly number[]): Promise<void> {
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  socket.on("error", ignore);
  socket.resume();
  socket.on("end", () => socket.end());
  socket.end(Buffer.concat([Buffer.from(preface), Buffer.from([...settings, ...frames])]));
  await new Promise<void>((resolve) => socket.once("close", () => resolve()));
}

function client(port: number, initialWindowSize = 65_535): ClientHttp2Session {
  const session = connectHttp2(`http://127.0.0.1:${port}`, { settings: { initialWindowSize } });
  session.on("error", ignore);
  return session;
}

test("a connection that ends in the middle of a frame is closed", async () => {
  const { port, streams } = await open({}, ignore);
  // HEADERS of 256 bytes, of which six come.
  await sendAndEnd(port, [0, 1, 0, 1, 4, 0, 0, 0, 1, ...headerBlock]);
  expect(streams).toHaveLength(0);
});

test("a request whose rest can never come is cancelled, and the connection closed", async () => {
  const { port, streams } = await open({}, ignore);
  await sendAndEnd(port, [0, 0, 6, 1, 4, 0, 0, 0, 1, ...headerBlock]);
  expect(streams.map(({ closed, aborted, rstCode }) => ({ closed, aborted, rstCode }))).toEqual([
    { closed: true, aborted: true, rstCode: 8 },
  ]);
});

test("a whole request of a client that ended its side is answered", async () => {
  const { port, streams } = await open({}, (stream) => {
    setTimeout(() => {
      stream.respond({ ":status": 200 });
      stream.end("late");
    }, 200);
  });
  await sendAndEnd(port, [0, 0, 6, 1, 5, 0, 0, 0, 1, ...headerBlock]);
  expect(streams.map(({ headersSent, rstCode }) => ({ headersSent, rstCode }))).toEqual([
    { headersSent: true, rstCode: 0 },
  ]);
});

test("a client that opens no window loses its connection; one that waits for its reply does not", async () => {
  const { port, streams } = await open({ stallMs: 200 }, (stream) => {
    stream.respond({ ":status": 200 });
    if (streams.length > 1) stream.end("y".repeat(1_000));
  });
  const patient = client(port);
  const waiting = patient.request({ ":path": "/" });
  await once(waiting, "response");
  const deaf = client(port, 0);
  deaf.request({ ":path": "/" }).on("error", ignore);
  await once(deaf, "close");

  let text = "";
  waiting.on("data", (chunk) => {
    text += chunk;
  });
  streams[0]?.end("after all");
  await once(waiting, "end");
  expect(text).toBe("after all");
  patient.close();
});

test("a request that is answered unread keeps no connection open", async () => {
  const { port, streams } = await open({}, (stream) => {
    stream.respond({ ":status": 400 });
    stream.end("no");
  });
  // More than a stream buffers: four frames of 16,000 bytes, the last with END_STREAM.
  const frame = (flags: number) => [
    0,
    0x3e,
    0x80,
    0,
    flags,
    0,
    0,
    0,
    1,
    ...new Array<number>(16_000).fill(1),
  ];
  const body = [frame(0), frame(0), frame(0), frame(1)].flat();
  await sendAndEnd(port, [0, 0, 6, 1, 4, 0, 0, 0, 1, ...headerBlock, ...body]);
  expect(streams.map(({ closed, rstCode }) => ({ closed, rstCode }))).toEqual([{ closed: true, rstCode: 0 }]);
});

test("a request whose reader stopped in the middle of it keeps no connection open", async () => {
  const { port, streams } = await open({ unreadMs: 50 }, (stream) => {
    stream.on("data", () => stream.pause());
    stream.respond({ ":status": 400 });
    stream.end("no");
  });
  const session = client(port);
  const request = session.request({ ":method": "POST", ":path": "/" });
  request.resume();
  request.end(Buffer.alloc(60_000));
  await once(request, "close");
  // The GOAWAY after which the server's session reads nothing more, not even our FIN.
  session.close();
  await expect.poll(() => streams[0]?.destroyed, { timeout: 20_000 }).toBe(true);
  await expect.poll(() => openSockets(), { timeout: 20_000 }).toBe(0);
});

test("a client that lets too much wait for it loses its connection at once", async () => {
  const { port } = await open({ maxUntakenBytes: 5_000 }, (stream) => {
    stream.respond({ ":status": 200 });
    stream.end("y".repeat(1_000));
  });
  const deaf = client(port, 0);
  for (let call = 1; call <= 6; call++) deaf.request({ ":path": "/" }).on("error", ignore);
  await once(deaf, "close");
  expect(deaf.destroyed).toBe(true);
});

test("a client that opens every window and then takes nothing from its socket is hung up on", async () => {
  const { port, streams } = await open({ stallMs: 100 }, (stream) => {
    stream.respond({ ":status": 200 });
    for (let mebibytes = 0; mebibytes < 32; mebibytes++) stream.write(Buffer.alloc(1 << 20));
  });
  const socket = connect(port, "127.0.0.1");
  socket.on("error", ignore);
  socket.pause();
  const hugeWindows = [0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 4, 0x7f, 0xff, 0xff, 0xff];
  const hugeWindow = [0, 0, 4, 8, 0, 0, 0, 0, 0, 0x7f, 0, 0, 0];
  const call = [0, 0, 6, 1, 5, 0, 0, 0, 1, ...headerBlock];
  socket.write(Buffer.concat([Buffer.from(preface), Buffer.from([...hugeWindows, ...hugeWindow, ...call])]));
  await expect.poll(() => streams[0]?.closed, { timeout: 20_000 }).toBe(true);
  await expect.poll(() => openSockets(), { timeout: 20_000 }).toBe(0);
  socket.destroy();
});

test("a request that is not whole in time is cancelled; the connection stays", async () => {
  const { port, streams } = await open({ requestMs: 100 }, (stream) => {
    if (streams.length > 1) stream.respond({ ":status": 200 }, { endStream: true });
  });
  const session = client(port);
  const endless = session.request({ ":method": "POST", ":path": "/" });
  endless.on("error", ignore);
  endless.write("a beginning");
  await once(endless, "close");
  expect(streams[0]?.rstCode).toBe(8);
  const [headers] = await once(session.request({ ":path": "/" }), "response");
  expect(headers[":status"]).toBe(200);
  session.close();
});

test("a connection without a call is told to go after a while", async () => {
  const { port } = await open({ idleMs: 200 }, ignore);
  const session = client(port);
  const goodbye = once(session, "goaway");
  await once(session, "close");
  expect((await goodbye)[0]).toBe(0);
});

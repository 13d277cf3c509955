import { connect as connectHttp2, type Http2Session } from "node:http2";
import type { Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { judgeReply, saysFault } from "./judge-shot.ts";
import { patienceMs, waitFor, within } from "./patience.ts";
import { sendHandshake } from "./send-handshake.ts";
import type { BytesShot, Outcome, SessionRequest, SessionShot, Shot } from "./shot.ts";
import { dial, trustOf, untilOpen, urlOf, type Where } from "./where.ts";

const alpnOf = { http1: "http/1.1", http2: "h2", tls: null } as const;
const deafMs = 1_500;
const keptBytes = 8 * 1024 * 1024;

/** Sends a shot and waits until its connection is closed. */
export function sendShot(shot: Shot, where: Where): Promise<Outcome> {
  switch (shot.kind) {
    case "bytes":
      return sendBytes(shot, where);
    case "session":
      return sendSession(shot, where);
    case "handshake":
      return sendHandshake(shot, where);
  }
}

async function sendBytes(shot: BytesShot, where: Where): Promise<Outcome> {
  const { socket, raw } = dial(where, alpnOf[shot.speaks]);
  // What the server has closed already, Node closes above the raw socket only.
  const closed = new Promise<void>((resolve) => {
    raw.once("close", () => resolve());
    socket.once("close", () => resolve());
  });
  const reply: Buffer[] = [];
  let kept = 0;
  if (shot.ending !== "deaf") {
    socket.on("data", (chunk: Buffer) => {
      kept += chunk.length;
      if (kept <= keptBytes) reply.push(chunk);
    });
  }
  // The server has said its last word: our side ends too.
  socket.on("end", () => socket.end());
  const noConnection = await untilOpen(socket);
  if (noConnection !== null) return { problem: noConnection, waited: "in time" };
  await write(socket, shot);
  if (shot.ending === "deaf") await delay(deafMs);
  if (shot.ending === "half-close") socket.end();
  else if (shot.ending !== "stay") raw.resetAndDestroy();
  const waited = await waitFor(closed, where);
  socket.destroy();
  raw.destroy();
  const problem =
    waited === "never"
      ? `the connection is still open after ${patienceMs} ms: ${summaryOf(reply)}`
      : kept > keptBytes
        ? null
        : judgeReply(shot, Buffer.concat(reply));
  return { problem, waited };
}

async function write(socket: Socket, shot: BytesShot): Promise<void> {
  for (const { bytes, afterMs = 0 } of shot.steps) {
    if (afterMs > 0) await delay(afterMs);
    if (socket.destroyed || socket.writableEnded) return;
    socket.write(bytes);
  }
}

function summaryOf(reply: readonly Buffer[]): string {
  const bytes = Buffer.concat(reply);
  return `${bytes.length} bytes came, ${bytes.subarray(-80).toString("hex")}`;
}

async function sendSession(shot: SessionShot, where: Where): Promise<Outcome> {
  const session = connectHttp2(urlOf(where), trustOf(where));
  let broken: string | null = null;
  session.on("error", (error) => {
    broken = error.message;
  });
  const closed = new Promise<void>((resolve) => session.once("close", () => resolve()));
  const waiting = new Set(shot.requests);
  const answers = Promise.all(
    shot.requests.map((request) => ask(session, request).finally(() => waiting.delete(request))),
  );
  const waited = await waitFor(answers, where);
  const unanswered = [...waiting].map((request) => `${shot.requests.indexOf(request)}: ${lineOf(request)}`);
  session.close();
  if (!(await within(5_000, closed))) session.destroy();
  const problem =
    broken !== null
      ? `the session broke: ${broken}`
      : waited === "never"
        ? `no answer within ${patienceMs} ms to ${unanswered.join("; ")}`
        : ((await answers).find((found) => found !== null) ?? null);
  return { problem, waited };
}

function ask(session: Http2Session, { headers, body }: SessionRequest): Promise<string | null> {
  return new Promise((resolve) => {
    if (session.destroyed || !("request" in session)) return resolve("no session");
    const stream = (session as ReturnType<typeof connectHttp2>).request(
      { ":authority": "fuzz", ...headers },
      { endStream: body.length === 0 },
    );
    let status: number | undefined;
    let text = "";
    let ended = false;
    let failed: string | null = null;
    stream.on("response", (answer) => {
      status = answer[":status"];
    });
    stream.on("data", (chunk: Buffer) => {
      if (text.length < 10_000) text += chunk.toString("latin1");
    });
    stream.on("end", () => {
      ended = true;
    });
    stream.on("error", (error) => {
      failed = error.message;
    });
    stream.on("close", () => {
      const asked = lineOf({ headers });
      if (status === undefined || !ended || failed !== null)
        resolve(`${asked}: no whole answer (${failed ?? `status ${status}, reset ${stream.rstCode}`})`);
      else resolve(saysFault(text) ? `${asked}: a fault of ours: ${text.slice(0, 200)}` : null);
    });
    if (body.length > 0) stream.end(body);
  });
}

function lineOf({ headers }: Pick<SessionRequest, "headers">): string {
  return `${headers[":method"]} ${headers[":path"]}`.slice(0, 200);
}

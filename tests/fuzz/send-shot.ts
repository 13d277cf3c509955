import { connect as connectHttp2, type Http2Session } from "node:http2";
import { connect, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { judgeReply, saysFault } from "./judge-shot.ts";
import type { BytesShot, SessionRequest, SessionShot, Shot } from "./shot.ts";

export type Where = { readonly host: string; readonly port: number };

/** Beyond every limit of the server under fire: whoever is still connected then was forgotten. */
const patienceMs = 30_000;
const deafMs = 1_500;
const keptBytes = 8 * 1024 * 1024;

/** Sends a shot and waits until its connection is closed. What is wrong with the answer, or null. */
export function sendShot(shot: Shot, where: Where): Promise<string | null> {
  return shot.kind === "bytes" ? sendBytes(shot, where) : sendSession(shot, where);
}

async function sendBytes(shot: BytesShot, where: Where): Promise<string | null> {
  const socket = connect({ ...where, noDelay: true, allowHalfOpen: true });
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  let failed: NodeJS.ErrnoException | null = null;
  socket.on("error", (error) => {
    failed = error;
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
  await new Promise<void>((resolve) => {
    socket.once("connect", () => resolve());
    socket.once("error", () => resolve());
  });
  if (failed !== null) return `no connection: ${failed}`;
  await write(socket, shot);
  if (shot.ending === "deaf") await delay(deafMs);
  if (shot.ending === "half-close") socket.end();
  else socket.resetAndDestroy();
  const inTime = await within(patienceMs, closed);
  socket.destroy();
  if (!inTime) return `the connection is still open after ${patienceMs} ms: ${summaryOf(reply)}`;
  return kept > keptBytes ? null : judgeReply(shot, Buffer.concat(reply));
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

async function sendSession(shot: SessionShot, { host, port }: Where): Promise<string | null> {
  const session = connectHttp2(`http://${host}:${port}`);
  let broken: string | null = null;
  session.on("error", (error) => {
    broken = error.message;
  });
  const closed = new Promise<void>((resolve) => session.once("close", () => resolve()));
  const answers = Promise.all(shot.requests.map((request) => ask(session, request)));
  const inTime = await within(patienceMs, answers);
  session.close();
  if (!(await within(5_000, closed))) session.destroy();
  if (broken !== null) return `the session broke: ${broken}`;
  if (!inTime) return `an answer did not come within ${patienceMs} ms`;
  return (await answers).find((problem) => problem !== null) ?? null;
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
      const asked = `${headers[":method"]} ${headers[":path"]}`.slice(0, 200);
      if (status === undefined || !ended || failed !== null)
        resolve(`${asked}: no whole answer (${failed ?? `status ${status}, reset ${stream.rstCode}`})`);
      else resolve(saysFault(text) ? `${asked}: a fault of ours: ${text.slice(0, 200)}` : null);
    });
    if (body.length > 0) stream.end(body);
  });
}

async function within(ms: number, work: Promise<unknown>): Promise<boolean> {
  const over = new AbortController();
  const late = delay(ms, false, { signal: over.signal }).catch(() => false);
  const inTime = await Promise.race([work.then(() => true), late]);
  over.abort();
  return inTime;
}

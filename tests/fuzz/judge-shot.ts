import { decodeFrames, flags, frameTypes } from "./http2-wire.ts";
import { readHttp1Replies } from "./judge-http1.ts";
import type { BytesShot } from "./shot.ts";
import { judgeRecords } from "./tls-wire.ts";

/** What is wrong with a reply to a shot, or null. The connection has been closed by the server. */
export function judgeReply(shot: BytesShot, reply: Buffer): string | null {
  if (shot.ending === "reset" || shot.ending === "deaf") return null;
  try {
    if (shot.speaks === "tls") return judgeRecords(reply);
    return shot.speaks === "http1" ? judgeHttp1(shot, reply) : judgeHttp2(shot, reply);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** An answer that says that the fault is ours. A page carries every text of the interface; its status tells. */
export function saysFault(text: string): boolean {
  if (text.startsWith("<!DOCTYPE html>")) return false;
  return text.includes("INTERNAL_FAULT") || text.includes("Something went wrong on our side");
}

function judgeHttp1(shot: BytesShot, reply: Buffer): string | null {
  const toHead = shot.steps.some(({ bytes }) => bytes.includes("HEAD "));
  const replies = readHttp1Replies(reply, toHead);
  for (const { status, whole, head, body } of replies) {
    if (!whole && !shot.mayBreakOff) return `a reply breaks off: ${head.slice(0, 200)}`;
    const text = body.toString("latin1");
    if (saysFault(text)) return `a fault of ours: ${text.slice(0, 200)}`;
    if (status === 500 && /^content-type: text\/html/im.test(head)) return "a page failed";
  }
  const last = replies.at(-1)?.head ?? "";
  // RFC 9112, 9.6: what comes behind a reply that says so is not answered.
  if (replies.length >= shot.mustAnswer || /^connection: close$/im.test(last)) return null;
  return `${replies.length} replies to ${shot.mustAnswer} requests, the last: ${last.slice(0, 200)}`;
}

function judgeHttp2(shot: BytesShot, reply: Buffer): string | null {
  const asHttp1 = reply.subarray(0, 9).toString("latin1") === "HTTP/1.1 ";
  if (asHttp1) return judgeHttp1({ ...shot, mustAnswer: 0 }, reply);
  const frames = decodeFrames(reply);
  const [first] = frames;
  if (first !== undefined && first.type !== frameTypes.settings && first.type !== frameTypes.goaway)
    return `the first frame is of type ${first.type}`;
  const unknown = frames.find(({ type }) => type > frameTypes.continuation && type !== 0xa && type !== 0xc);
  if (unknown !== undefined) return `a frame of type ${unknown.type}`;
  const faulty = frames.find(({ type, payload }) => type === frameTypes.data && saysFault(`${payload}`));
  if (faulty !== undefined) return `a fault of ours: ${faulty.payload.toString("latin1").slice(0, 200)}`;
  if (shot.mustAnswer === 0) return null;
  const isAnswered = frames.some(
    ({ type, stream, flags: set }) =>
      type === frameTypes.goaway ||
      (stream === shot.mustAnswer &&
        (type === frameTypes.rstStream || (type <= frameTypes.headers && (set & flags.endStream) !== 0))),
  );
  return isAnswered ? null : `stream ${shot.mustAnswer} is neither answered nor refused`;
}

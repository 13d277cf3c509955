import { create, toBinary, toJsonString } from "@bufbuild/protobuf";
import { ReadClockResponseSchema } from "#lib/gen/playground/v1/clock_pb.ts";
import { Codec } from "#lib/gen/playground/v1/event_pb.ts";
import { type Reply, toPlainReply } from "./error-reply.ts";
import { parseFormat } from "./rpc-format.ts";

/** Below every deployment, whichever id stands in front. */
export const clockPath = "/playground.v1.ClockService/ReadClock";

const encoder = new TextEncoder();

/** Answers ReadClock (Connect unary) at once: neither emulated nor recorded, so that offsets are measured sharply. */
export function answerClock(
  verb: string,
  contentType: string,
  receivedUs: number,
  nowUs: () => number,
): Reply {
  if (verb !== "POST") return toPlainReply(405, "ReadClock is called by POST.", [["allow", "POST"]]);
  const format = parseFormat(contentType);
  if (format === null || format.enveloped) {
    return toPlainReply(415, "ReadClock speaks application/json and application/proto.");
  }
  const response = create(ReadClockResponseSchema, { receivedUs, sentUs: nowUs() });
  const body =
    format.codec === Codec.JSON
      ? encoder.encode(toJsonString(ReadClockResponseSchema, response))
      : toBinary(ReadClockResponseSchema, response);
  const type = format.codec === Codec.JSON ? "application/json" : "application/proto";
  return { status: 200, headers: [["content-type", type]], body, trailers: [] };
}

import { create, toBinary, toJsonString } from "@bufbuild/protobuf";
import { ReadClockResponseSchema } from "#lib/gen/playground/v1/clock_pb.ts";
import { Codec } from "#lib/gen/playground/v1/event_pb.ts";
import { type Reply, toHttpReply } from "./error-reply.ts";
import { contentTypeUnsupported, verbUnsupported } from "./gateway-failure.ts";
import { parseFormat } from "./rpc-format.ts";

/** Below every deployment, whichever id stands in front. */
export const clockPath = "/playground.v1.ClockService/ReadClock";

const served = "application/json, application/proto";
const encoder = new TextEncoder();

/** Answers ReadClock (Connect unary) at once: neither emulated nor recorded, so that offsets are measured sharply. */
export function answerClock(
  verb: string,
  contentType: string,
  receivedUs: number,
  nowUs: () => number,
): Reply {
  if (verb !== "POST") return toHttpReply(405, verbUnsupported(verb, "POST"), [["allow", "POST"]]);
  const format = parseFormat(contentType);
  if (format === null || format.enveloped) {
    return toHttpReply(415, contentTypeUnsupported(contentType, served), [["accept-post", served]]);
  }
  const response = create(ReadClockResponseSchema, { receivedUs, sentUs: nowUs() });
  const body =
    format.codec === Codec.JSON
      ? encoder.encode(toJsonString(ReadClockResponseSchema, response))
      : toBinary(ReadClockResponseSchema, response);
  const type = format.codec === Codec.JSON ? "application/json" : "application/proto";
  return { status: 200, headers: [["content-type", type]], body, trailers: [] };
}

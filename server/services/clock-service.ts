import type { ServiceImpl } from "@connectrpc/connect";
import type { ClockService } from "#lib/gen/playground/v1/clock_pb.ts";

/** `nowUs`: the monotonic clock that stamps the event record, µs. */
export function createClockService(nowUs: () => number): ServiceImpl<typeof ClockService> {
  return {
    readClock() {
      const receivedUs = nowUs();
      return { receivedUs, sentUs: nowUs() };
    },
  };
}

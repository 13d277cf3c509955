import type { ServiceImpl } from "@connectrpc/connect";
import type { LineService } from "#lib/gen/playground/v1/line_pb.ts";
import type { FairQueue } from "#server/quota/fair-queue.ts";
import { visitorContext } from "./visitor-context.ts";

/** Tells callers where their own requests stand; who waits in several lines hears of the longest wait. */
export function createLineService(
  lines: readonly Pick<FairQueue, "place">[],
): ServiceImpl<typeof LineService> {
  return {
    getPlace({ ticket }, { values }) {
      const asker = { visitor: values.get(visitorContext), ticket };
      return { place: Math.max(...lines.map((line) => line.place(asker))) };
    },
  };
}

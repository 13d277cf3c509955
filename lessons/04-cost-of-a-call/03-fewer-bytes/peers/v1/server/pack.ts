import type { MessageInitShape } from "@bufbuild/protobuf";
import type { Batch, BatchSchema } from "./gen/batch_pb";
import type { Sample } from "./samples";

// en: In the client: readings become a message.
// zh: 在客户端：读数变成消息。
export function pack(samples: readonly Sample[]): MessageInitShape<typeof BatchSchema> {
  return { samples: samples.map((sample) => ({ ...sample, tsMs: BigInt(sample.tsMs) })) };
}

// en: In the server: the message becomes readings again.
// zh: 在服务端：消息变回读数。
export function unpack(batch: Batch): Sample[] {
  return batch.samples.map(({ tsMs, temp, ok, sensor }) => ({ tsMs: Number(tsMs), temp, ok, sensor }));
}

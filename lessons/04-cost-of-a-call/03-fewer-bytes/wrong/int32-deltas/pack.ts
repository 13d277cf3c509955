import type { MessageInitShape } from "@bufbuild/protobuf";
import type { Batch, BatchSchema } from "./gen/batch_pb";
import type { Sample } from "./samples";

// en: In the client: readings become a message.
// zh: 在客户端：读数变成消息。
export function pack(samples: readonly Sample[]): MessageInitShape<typeof BatchSchema> {
  const sensors: { sensor: string; count: number }[] = [];
  for (const { sensor } of samples) {
    const last = sensors.at(-1);
    if (last?.sensor === sensor) last.count += 1;
    else sensors.push({ sensor, count: 1 });
  }
  return {
    tsSteps: toSteps(samples.map(({ tsMs }) => tsMs)).map(BigInt),
    tenthSteps: toSteps(samples.map(({ temp }) => Math.round(10 * temp))),
    bad: samples.flatMap(({ ok }, index) => (ok ? [] : [index])),
    sensors,
  };
}

// en: In the server: the message becomes readings again.
// zh: 在服务端：消息变回读数。
export function unpack({ tsSteps, tenthSteps, bad, sensors }: Batch): Sample[] {
  const times = fromSteps(tsSteps.map(Number));
  const tenths = fromSteps(tenthSteps);
  const names = sensors.flatMap(({ sensor, count }) => new Array<string>(count).fill(sensor));
  const isBad = new Set(bad);
  return times.map((tsMs, index) => ({
    tsMs,
    temp: tenths[index] / 10,
    ok: !isBad.has(index),
    sensor: names[index],
  }));
}

function toSteps(values: readonly number[]): number[] {
  return values.map((value, index) => value - (index === 0 ? 0 : values[index - 1]));
}

function fromSteps(steps: readonly number[]): number[] {
  let sum = 0;
  return steps.map((step) => {
    sum += step;
    return sum;
  });
}

import type { MessageInitShape } from "@bufbuild/protobuf";
import type { Batch, BatchSchema } from "./gen/batch_pb";
import type { Sample } from "./samples";

export function pack(samples: readonly Sample[]): MessageInitShape<typeof BatchSchema> {
  let before = { tsMs: 0, tenths: 0, sensor: "" };
  const steps = samples.map(({ tsMs, temp, ok, sensor }) => {
    const tenths = Math.round(temp * 10);
    const step = {
      tsMs: BigInt(tsMs - before.tsMs),
      tenths: tenths - before.tenths,
      bad: !ok,
      sensor: sensor === before.sensor ? "" : sensor,
    };
    before = { tsMs, tenths, sensor };
    return step;
  });
  return { steps };
}

export function unpack(batch: Batch): Sample[] {
  let [tsMs, tenths, sensor] = [0, 0, ""];
  return batch.steps.map((step) => {
    tsMs += Number(step.tsMs);
    tenths += step.tenths;
    sensor = step.sensor || sensor;
    return { tsMs, temp: tenths / 10, ok: !step.bad, sensor };
  });
}

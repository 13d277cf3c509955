import type { MessageInitShape } from "@bufbuild/protobuf";
import type { Batch, BatchSchema } from "./gen/batch_pb";
import type { Sample } from "./samples";

const usualMs = 1_000;

function runsOf<Value>(values: readonly Value[]): [Value, number][] {
  const runs: [Value, number][] = [];
  for (const value of values) {
    const last = runs.at(-1);
    if (last !== undefined && last[0] === value) last[1]++;
    else runs.push([value, 1]);
  }
  return runs;
}

export function pack(samples: readonly Sample[]): MessageInitShape<typeof BatchSchema> {
  const tenths = samples.map((sample) => Math.round(sample.temp * 10));
  const okRuns = runsOf(samples.map((sample) => sample.ok));
  const sensorRuns = runsOf(samples.map((sample) => sample.sensor));
  return {
    firstTsMs: BigInt(samples[0].tsMs),
    driftMs: samples.slice(1).map((sample, index) => sample.tsMs - samples[index].tsMs - usualMs),
    firstTenths: tenths[0],
    tenthSteps: tenths.slice(1).map((value, index) => value - tenths[index]),
    okRuns: [...(samples[0].ok ? [] : [0]), ...okRuns.map(([, length]) => length)],
    sensors: sensorRuns.map(([sensor]) => sensor),
    sensorRuns: sensorRuns.map(([, length]) => length),
  };
}

export function unpack(batch: Batch): Sample[] {
  const oks = batch.okRuns.flatMap((length, index) => new Array(length).fill(index % 2 === 0));
  const sensors = batch.sensorRuns.flatMap((length, index) => new Array(length).fill(batch.sensors[index]));
  let tsMs = Number(batch.firstTsMs);
  let tenths = batch.firstTenths;
  return oks.map((ok, index) => {
    if (index > 0) {
      tsMs += usualMs + batch.driftMs[index - 1];
      tenths += batch.tenthSteps[index - 1];
    }
    return { tsMs, temp: tenths / 10, ok, sensor: sensors[index] };
  });
}

import { createClient } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-node";
import { LatencyStart, LoadService } from "#lib/gen/playground/v1/load_pb.ts";
import type { LoadPlan } from "#lib/load/load-plan.ts";
import { addLoadEvent, noLoad } from "#lib/load/load-run.ts";
import { toPlanMessage } from "#lib/load/plan-message.ts";
import { toWireRequest } from "#server/load/wire-request.ts";
import { deployAgreement, knownMs } from "./agreement-target.ts";
import { payload } from "./gateway-rows.ts";
import {
  ab,
  h2load,
  isInstalled,
  type OtherGenerator,
  type Reading,
  type Target,
} from "./other-generators.ts";
import type { ServerProcess } from "./server-process.ts";
import { median, type Row } from "./table.ts";

const pairs = 4;
const seconds = 3;
const text = "x".repeat(100);

type Way = Pick<LoadPlan, "protocol" | "codec" | "httpVersion"> & { readonly name: string };

const jsonOverHttp1: Way = {
  ...{ name: "Connect JSON, HTTP/1.1", protocol: "connect", codec: "json", httpVersion: "1.1" },
};
const grpc: Way = { name: "gRPC", protocol: "grpc", codec: "binary", httpVersion: "2" };

type Measurement = {
  readonly server: ServerProcess;
  readonly deploymentId: string;
  readonly way: Way;
  readonly other: OtherGenerator;
  readonly clients: number;
};

/** The load test beside generators that are not ours: the same target, bytes, clients and seconds. */
export async function agreementRows(server: ServerProcess): Promise<Row[]> {
  const deploymentId = await deployAgreement(server.origin);
  const rows: Row[] = [];
  for (const [way, other] of [
    [jsonOverHttp1, h2load],
    [jsonOverHttp1, ab],
    [grpc, h2load],
  ] as const) {
    if (!(await isInstalled(other))) {
      rows.push(skipped(way, other));
      continue;
    }
    for (const clients of [1, 8]) rows.push(await byTurns({ server, deploymentId, way, other, clients }));
    rows.push(await atTheSameTime({ server, deploymentId, way, other, clients: 8 }));
  }
  return rows;
}

function skipped({ name }: Way, { name: tool, debian }: OtherGenerator): Row {
  const why = `skipped: ${tool} is not installed (Debian: ${debian})`;
  return { what: `${name}, beside ${tool}`, ours: "–", comparison: why, ratio: "", aim: "" };
}

/** A handler that answers at once, ABBA: neither generator has the quieter half of the minute. */
async function byTurns(measurement: Measurement): Promise<Row> {
  const { other, way, clients } = measurement;
  const ours: Reading[] = [];
  const theirs: Reading[] = [];
  await byOther(measurement, "Say");
  await byLoadTest(measurement, "Say");
  for (let pair = 0; pair < pairs; pair += 2) {
    theirs.push(await byOther(measurement, "Say"));
    ours.push(await byLoadTest(measurement, "Say"), await byLoadTest(measurement, "Say"));
    theirs.push(await byOther(measurement, "Say"));
  }
  return {
    what: `${way.name}, answered at once, ${clients} closed, by turns`,
    ours: say(ours),
    comparison: `${say(theirs)} by ${other.name}`,
    ratio: difference(ours, theirs),
    // Eight clients that never think keep this machine's cores busy: what is compared then is who waits for whom.
    aim: clients === 1 ? "p50 within 0.5 ms, p99 within 2 ms" : "p50 within 1 ms, p99 within 5 ms",
  };
}

/** A handler whose times are known, called by both at once: they meet the very same server. */
async function atTheSameTime(measurement: Measurement): Promise<Row> {
  const { other, way, clients } = measurement;
  let theirs: Promise<Reading> | null = null;
  const ours = await byLoadTest(measurement, "Wait", () => {
    theirs = byOther(measurement, "Wait");
  });
  const both = [[ours], [await (theirs ?? byOther(measurement, "Wait"))]] as const;
  return {
    what: `${way.name}, sleeps of ${knownMs.p50} and ${knownMs.p99} ms, ${clients} closed each, at the same time`,
    ours: say(both[0]),
    comparison: `${say(both[1])} by ${other.name}`,
    ratio: difference(both[0], both[1]),
    aim: "p50 within 1 ms, p99 within 3 ms",
  };
}

function say(readings: readonly Reading[]): string {
  const [p50, p99] = mediansOf(readings);
  return `p50 ${p50.toFixed(2)}, p99 ${p99.toFixed(2)} ms`;
}

function difference(ours: readonly Reading[], theirs: readonly Reading[]): string {
  const [a, b] = [mediansOf(ours), mediansOf(theirs)];
  const signed = (ms: number) => `${ms < 0 ? "−" : "+"}${Math.abs(ms).toFixed(2)}`;
  return `${signed(a[0] - b[0])}, ${signed(a[1] - b[1])} ms`;
}

/** Of the runs: a percentile is read within a run and never averaged over calls of several. */
function mediansOf(readings: readonly Reading[]): readonly [number, number] {
  return [median(readings.map(({ p50Ms }) => p50Ms)), median(readings.map(({ p99Ms }) => p99Ms))];
}

function planOf({ deploymentId, way, clients }: Measurement, method: string): LoadPlan {
  const { protocol, codec, httpVersion } = way;
  return {
    ...{ deploymentId, method: `bench.v1.Agreement/${method}`, messageJson: JSON.stringify({ text }) },
    ...{ protocol, codec, httpVersion, seed: 1, maxInFlight: 200, connections: 1 },
    model: { kind: "closed", clients, thinkMs: 0, think: "constant" },
    ...{ shape: { kind: "constant" }, durationMs: seconds * 1_000, deadlineMs: 5_000 },
  };
}

function byOther(measurement: Measurement, method: string): Promise<Reading> {
  const { server, way, other, clients } = measurement;
  const message = way.codec === "json" ? Buffer.from(JSON.stringify({ text })) : payload(text.length);
  const request = toWireRequest(planOf(measurement, method), message);
  const target: Target = { origin: server.origin, httpVersion: way.httpVersion, request, clients, seconds };
  return other.measure(target);
}

async function byLoadTest(
  measurement: Measurement,
  method: string,
  began: () => void = () => {},
): Promise<Reading> {
  const transport = createConnectTransport({ baseUrl: measurement.server.origin, httpVersion: "1.1" });
  const loads = createClient(LoadService, transport);
  let run = noLoad;
  const plan = toPlanMessage(planOf(measurement, method));
  for await (const response of loads.runLoad({ runId: `agreement-${Date.now()}`, plan })) {
    run = addLoadEvent(run, response);
    if (response.event.case === "started") began();
  }
  const [level] = run.summary?.levels ?? [];
  const fromSend = level?.latencies.find(({ start }) => start === LatencyStart.SEND);
  const at = (p: number) => fromSend?.percentiles.find((each) => each.p === p)?.valueUs ?? Number.NaN;
  if (level?.counts?.ok !== level?.counts?.due) throw new Error("calls of the load test failed");
  return { n: fromSend?.n ?? 0, p50Ms: at(0.5) / 1_000, p99Ms: at(0.99) / 1_000 };
}

import { deployBench } from "./handlers.ts";
import { type Load, runLoad } from "./http-load.ts";
import { type ServerProcess, startProcess } from "./server-process.ts";
import { median, type Row } from "./table.ts";

const rounds = 5;
const seconds = 2;

type Case = {
  readonly what: string;
  readonly aim: string;
  readonly method: string;
  readonly load: Omit<Load, "port" | "path" | "seconds">;
  readonly unit: number;
};

export const unaryHeaders = { "content-type": "application/proto", "connect-protocol-version": "1" };
const streamHeaders = { "content-type": "application/connect+proto", "connect-protocol-version": "1" };
const messagesPerStream = 1000;

/** Field 1, length-delimited (protobuf encoding, "Message Structure"). */
export function payload(bytes: number, field = 1): Buffer {
  const length: number[] = [];
  for (let rest = bytes; ; rest >>>= 7) {
    length.push(rest > 127 ? (rest & 127) | 128 : rest);
    if (rest <= 127) break;
  }
  return Buffer.concat([Buffer.from([(field << 3) | 2, ...length]), Buffer.alloc(bytes, 120)]);
}

function streamRequest(): Buffer {
  const message = Buffer.concat([
    Buffer.from([0x08, (messagesPerStream & 127) | 128, messagesPerStream >> 7]),
    payload(20, 2),
  ]);
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}

const cases: readonly Case[] = [
  {
    what: "unary 100 B, 64 in flight",
    aim: "≥ 1.5×",
    method: "Say",
    unit: 1,
    load: { headers: unaryHeaders, body: payload(100), inFlight: 64 },
  },
  {
    what: "unary 10 KB, 64 in flight",
    aim: "≥ 1.0×",
    method: "Say",
    unit: 1,
    load: { headers: unaryHeaders, body: payload(10_000), inFlight: 64 },
  },
  {
    what: "unary 100 B, 1 in flight",
    aim: "≥ 0.7×",
    method: "Say",
    unit: 1,
    load: { headers: unaryHeaders, body: payload(100), inFlight: 1 },
  },
  {
    what: "server stream 20 B, 8 streams",
    aim: "≥ 0.9×",
    method: "Count",
    unit: messagesPerStream,
    load: { headers: streamHeaders, body: streamRequest(), inFlight: 8 },
  },
];

/** Calls per second through the gateway against plain connect-node, in turn, so that both meet the same machine. */
export async function gatewayRows(): Promise<Row[]> {
  const ours = await startProcess(["server/main.ts"], {
    // A load test is what the processor limit is there to stop.
    PLAYGROUND_LIMITS: JSON.stringify({ cpuBurstMs: 1_000_000, cpuSustainedShare: 2 }),
  });
  const plain = await startProcess(["bench/plain-server.ts"]);
  try {
    const id = await deployBench(ours.origin);
    const rows: Row[] = [];
    for (const each of cases) rows.push(await compare(each, ours, id, plain));
    return rows;
  } finally {
    await Promise.all([ours.stop(), plain.stop()]);
  }
}

async function compare(each: Case, ours: ServerProcess, id: string, plain: ServerProcess): Promise<Row> {
  const path = `/bench.v1.BenchService/${each.method}`;
  const measure = async (port: number, prefix: string) => {
    const result = await runLoad({ ...each.load, port, path: `${prefix}${path}`, seconds });
    if (result.failed > 0) throw new Error(`${each.what}: ${result.failed} calls failed`);
    return result.perSecond * each.unit;
  };
  await measure(ours.port, `/d/${id}`);
  await measure(plain.port, "");
  const pairs: { ours: number; plain: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    pairs.push({ ours: await measure(ours.port, `/d/${id}`), plain: await measure(plain.port, "") });
  }
  const say = (values: number[]) => `${Math.round(median(values)).toLocaleString("en")}/s`;
  const ratios = pairs.map((pair) => pair.ours / pair.plain);
  return {
    what: each.what,
    ours: say(pairs.map((pair) => pair.ours)),
    comparison: `${say(pairs.map((pair) => pair.plain))} connect-node`,
    ratio: `${median(ratios).toFixed(2)}× (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}, n = ${rounds})`,
    aim: each.aim,
  };
}

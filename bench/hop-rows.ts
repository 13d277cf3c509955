import { payload, unaryHeaders } from "./gateway-rows.ts";
import { deployBench } from "./handlers.ts";
import { runLoad } from "./http-load.ts";
import { startProcess } from "./server-process.ts";
import { median, milliseconds, type Row } from "./table.ts";

const rounds = 5;
const seconds = 2;

/**
 * What a call from handler to handler costs: a handler that asks another one and passes the answer on, against that
 * other one called directly; both in turn, so that they meet the same machine. Two calls take at least twice as long.
 */
export async function hopRows(): Promise<Row[]> {
  const server = await startProcess(["server/main.ts"], {
    // A load test is what these limits are there to stop; hops that no call caused have a minute's worth of them.
    PLAYGROUND_LIMITS: JSON.stringify({ cpuBurstMs: 1_000_000, cpuSustainedShare: 2 }),
  });
  try {
    const id = await deployBench(server.origin);
    const p50 = async (method: "Say" | "Relay") => {
      const path = `/d/${id}/bench.v1.BenchService/${method}`;
      const load = { headers: unaryHeaders, body: payload(100), inFlight: 1 };
      const result = await runLoad({ ...load, port: server.port, path, seconds });
      if (result.failed > 0) throw new Error(`${method}: ${result.failed} calls failed`);
      return result.p50Ms;
    };
    await p50("Say");
    await p50("Relay");
    const pairs: { direct: number; nested: number }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      pairs.push({ direct: await p50("Say"), nested: await p50("Relay") });
    }
    const ratios = pairs.map(({ direct, nested }) => nested / direct);
    return [
      {
        what: "handler calls handler, 100 B, p50",
        ours: milliseconds(median(pairs.map(({ nested }) => nested))),
        comparison: `${milliseconds(median(pairs.map(({ direct }) => direct)))} called directly`,
        ratio: `${median(ratios).toFixed(2)}× (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}, n = ${rounds})`,
        aim: "≤ 4×",
      },
    ];
  } finally {
    await server.stop();
  }
}

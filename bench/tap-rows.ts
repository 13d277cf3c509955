import { createClient } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-node";
import { Transport, WireService } from "#lib/gen/playground/v1/wire_pb.ts";
import { type OwnConnection, openOwnConnection } from "#server/wire/own-connection.ts";
import { toRequest } from "#server/wire/transport-requests.ts";
import { deployBench } from "./handlers.ts";
import { startProcess } from "./server-process.ts";
import { median, milliseconds, type Row } from "./table.ts";

const rounds = 12;
const callsPerRound = 60;

/**
 * What it costs a call to be captured: the same call with the tap on and off by turns, so that both meet the same
 * machine. Without TCP_NODELAY a tap in the way of gRPC adds 40 ms (Nagle's algorithm against delayed acknowledgements).
 */
export async function tapRows(): Promise<Row[]> {
  const server = await startProcess(["server/main.ts"], {
    PLAYGROUND_LIMITS: JSON.stringify({ cpuBurstMs: 1_000_000, cpuSustainedShare: 2 }),
  });
  try {
    const deploymentId = await deployBench(server.origin);
    const transport = createConnectTransport({ baseUrl: server.origin, httpVersion: "1.1" });
    const api = createClient(WireService, transport);
    const rows: Row[] = [];
    for (const [what, kind, version] of measured)
      rows.push(await measure({ what, kind, version, deploymentId, port: server.port, api }));
    return rows;
  } finally {
    await server.stop();
  }
}

const measured = [
  ["captured call, gRPC over HTTP/2, p50", Transport.GRPC, "2.0"],
  ["captured call, Connect over HTTP/1.1, p50", Transport.CONNECT_BINARY_HTTP1, "1.1"],
] as const;

type Measurement = {
  readonly what: string;
  readonly kind: Transport;
  readonly version: "1.1" | "2.0";
  readonly deploymentId: string;
  readonly port: number;
  readonly api: ReturnType<typeof createClient<typeof WireService>>;
};

const never = new AbortController().signal;
const nowUs = () => Number(process.hrtime.bigint() / 1_000n);

async function measure({ what, kind, version, deploymentId, port, api }: Measurement): Promise<Row> {
  const address = { host: "127.0.0.1", port, encrypted: false };
  const message = { json: new Uint8Array(0), binary: new Uint8Array([0x0a, 0x01, 0x61]) };
  const request = toRequest(kind, `/d/${deploymentId}/bench.v1.BenchService/Say`, message);
  const open = () => openOwnConnection(address, version, nowUs, never);
  const p50Ms = async (connection: OwnConnection) => {
    const latencies: number[] = [];
    for (let count = 0; count < callsPerRound; count += 1)
      latencies.push((await connection.call(request, never)).latencyUs / 1_000);
    return median(latencies);
  };
  // HTTP/2 is seen only from a connection's beginning: one from before, one from after.
  const plain = await open();
  await p50Ms(plain);
  const pairs: { off: number; on: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const off = await p50Ms(plain);
    const { captureId } = await api.startCapture({ deploymentId });
    const tapped = await open();
    await tapped.call(request, never);
    const on = await p50Ms(tapped);
    tapped.close();
    const { attempts } = await api.listCaptured({ captureId });
    if (attempts.at(-1)?.requestBytes === 0) throw new Error("nothing was captured");
    await api.stopCapture({ captureId });
    pairs.push({ off, on });
  }
  plain.close();
  const differences = pairs.map(({ off, on }) => on - off);
  return {
    what,
    ours: milliseconds(median(pairs.map(({ on }) => on))),
    comparison: `${milliseconds(median(pairs.map(({ off }) => off)))} not captured`,
    ratio: `+${median(differences).toFixed(3)} ms (${Math.min(...differences).toFixed(2)}–${Math.max(...differences).toFixed(2)}, n = ${rounds})`,
    aim: "< 1 ms more",
  };
}

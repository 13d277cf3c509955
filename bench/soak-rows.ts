import { readOwnMemory, readServerMemory } from "#scripts/server-memory.ts";
import { deployBench } from "./handlers.ts";
import { countHandles, descendants } from "./process-tree.ts";
import { type ServerProcess, startProcess } from "./server-process.ts";
import { median, type Row } from "./table.ts";

export type SoakPlan = {
  /** Deploy, call, evict: so many times. */
  readonly cycles: number;
  /** Different deployments, taken in turn; as many as cycles: each is compiled anew and fills the caches. */
  readonly contents: number;
};

type Sample = {
  readonly cycle: number;
  /** The process' own memory as it stands, garbage and all, and after its collector has run, MiB. */
  readonly ownMb: number;
  readonly collectedMb: number;
  /** Live objects, and what they hold outside of the heap, MiB. */
  readonly liveMb: number;
  readonly descriptors: number;
  readonly maps: number;
  readonly processes: number;
};

const inFlight = 4;
const samples = 20;

/**
 * Deploys, calls and evicts over and over, and watches what the server keeps. Growth is the slope of a line through the
 * second half of the samples (least squares): the caches, which have bounds of their own, fill in the first. What grows
 * without live objects growing is garbage that nobody needed the room of yet, or the allocators'.
 */
export async function soakRows({ cycles, contents }: SoakPlan): Promise<Row[]> {
  const server = await startProcess(["--inspect-port=127.0.0.1:0", "server/main.ts"], {
    PLAYGROUND_LIMITS: JSON.stringify({ deploymentsPerMinute: 1e9, idleMs: 50, maxRunners: 12 }),
  });
  try {
    const taken: Sample[] = [await sample(server, 0)];
    const every = Math.max(inFlight, Math.floor(cycles / samples));
    for (let done = 0; done < cycles; ) {
      const upTo = Math.min(cycles, done + every);
      await runCycles(server.origin, done, upTo, contents);
      done = upTo;
      taken.push(await sample(server, done));
      print(taken.at(-1));
    }
    const over = `over ${cycles} deploy/run/evict cycles (${contents} contents)`;
    return [
      growthRow(`the server's own memory ${over}`, "ownMb", taken),
      growthRow("the same after a collection", "collectedMb", taken),
      growthRow("live objects, and what they hold", "liveMb", taken),
      ...leakRows(taken),
    ];
  } finally {
    await server.stop();
  }
}

async function runCycles(origin: string, from: number, to: number, contents: number): Promise<void> {
  let next = from;
  const lane = async () => {
    while (next < to) {
      const id = await deployBench(origin, `soak ${next++ % contents}`);
      await callOnce(origin, id);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
}

async function callOnce(origin: string, id: string): Promise<void> {
  for (;;) {
    const response = await fetch(`${origin}/d/${id}/bench.v1.BenchService/Say`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    const text = await response.text();
    if (response.ok) return;
    // Put away between the deployment and the call, while the machine was busy: the next one wakes it.
    if (response.status !== 503) throw new Error(`HTTP ${response.status}: ${text}`);
  }
}

/** Waits until every runner is evicted; then what is left is what the server keeps. */
async function sample(server: ServerProcess, cycle: number): Promise<Sample> {
  for (let tries = 0; (await liveRunners(server.origin)) > 0; tries += 1) {
    if (tries > 600) throw new Error("runners are not evicted");
    await pause(100);
  }
  await pause(1_000);
  const { ownMb } = readOwnMemory(server.pid);
  const collected = await readServerMemory(server.pid, server.log);
  if (collected === null) throw new Error("the soak reads /proc");
  const { descriptors, maps } = countHandles(server.pid);
  const processes = descendants(server.pid).length;
  const liveMb = collected.heapUsedMb + collected.externalMb;
  return { cycle, ownMb, collectedMb: collected.ownMb, liveMb, descriptors, maps, processes };
}

async function liveRunners(origin: string): Promise<number> {
  const reply = (await (await fetch(`${origin}/readyz`)).json()) as { runners: { live: number } };
  return reply.runners.live;
}

function print(sample: Sample | undefined): void {
  if (sample === undefined) return;
  const { cycle, ownMb, collectedMb, liveMb, descriptors, maps, processes } = sample;
  const memory = `${ownMb.toFixed(1)} MB, ${collectedMb.toFixed(1)} after a collection, ${liveMb.toFixed(1)} of it live`;
  console.log(
    `  ${String(cycle).padStart(6)} cycles: server ${memory}; ${descriptors} descriptors, ${maps} memory maps, ${processes} processes below it`,
  );
}

function growthRow(what: string, figure: "ownMb" | "collectedMb" | "liveMb", taken: readonly Sample[]): Row {
  const half = taken.slice(Math.floor(taken.length / 2));
  const kbPerCycle = slope(half.map((each) => [each.cycle, each[figure] * 1024]));
  const [first, last] = [taken[1] ?? taken[0], taken.at(-1)];
  return {
    what: `soak: ${what}`,
    ours: `${first?.[figure].toFixed(0)} → ${last?.[figure].toFixed(0)} MB; second half ${kbPerCycle.toFixed(1)} kB a cycle`,
    comparison: "",
    ratio: "",
    aim: "flat: ≤ 1 kB a cycle",
  };
}

function leakRows(taken: readonly Sample[]): Row[] {
  const half = Math.floor(taken.length / 2);
  const kinds = ["descriptors", "maps", "processes"] as const;
  const names = { descriptors: "open descriptors", maps: "memory maps", processes: "processes" };
  return kinds.map((kind) => {
    const early = median(taken.slice(1, half + 1).map((each) => each[kind]));
    const late = median(taken.slice(half).map((each) => each[kind]));
    return {
      what: `soak: ${names[kind]}, first and second half`,
      ours: `${early} → ${late}`,
      comparison: "",
      ratio: "",
      aim: "equal",
    };
  });
}

/** Least squares: the slope of y over x. */
function slope(points: readonly (readonly [number, number])[]): number {
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
  const above = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  const below = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  return below === 0 ? 0 : above / below;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

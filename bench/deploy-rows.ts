import { readFileSync } from "node:fs";
import { deployBench } from "./handlers.ts";
import { descendants, proportionalKb } from "./process-tree.ts";
import { startProcess } from "./server-process.ts";
import { median, milliseconds, percentile, type Row } from "./table.ts";

const deployments = 60;

async function firstAnswer(origin: string, id: string): Promise<void> {
  const response = await fetch(`${origin}/d/${id}/bench.v1.BenchService/Say`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  if (!response.ok) throw new Error(`first call: HTTP ${response.status}`);
  await response.arrayBuffer();
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** From CreateDeployment to the first answer, reviving a stored deployment, and the memory each idle one holds. */
export async function deployRows(): Promise<Row[]> {
  return [await createRow(), await reviveRow(), ...(await memoryRows())];
}

async function createRow(): Promise<Row> {
  const server = await startProcess(["server/main.ts"], {
    PLAYGROUND_LIMITS: JSON.stringify({ deploymentsPerMinute: 100_000, maxRunners: 8, warmRunners: 3 }),
  });
  try {
    const times: number[] = [];
    for (let i = 0; i < deployments + 5; i += 1) {
      const ms = await timed(async () =>
        firstAnswer(server.origin, await deployBench(server.origin, `create ${i}`)),
      );
      if (i >= 5) times.push(ms);
      await pause(300); // a visitor's pace: the pool is warm again
    }
    return {
      what: "CreateDeployment to first answer, warm pool",
      ours: `p50 ${milliseconds(median(times))}, p95 ${milliseconds(percentile(times, 0.95))} (n = ${times.length})`,
      comparison: "",
      ratio: "",
      aim: "p50 ≤ 70 ms, p95 ≤ 200 ms",
    };
  } finally {
    await server.stop();
  }
}

async function reviveRow(): Promise<Row> {
  const server = await startProcess(["server/main.ts"], {
    PLAYGROUND_LIMITS: JSON.stringify({ deploymentsPerMinute: 100_000, idleMs: 150, warmRunners: 3 }),
  });
  try {
    const id = await deployBench(server.origin, "revive");
    await firstAnswer(server.origin, id);
    const warm: number[] = [];
    for (let i = 0; i < 20; i += 1) warm.push(await timed(() => firstAnswer(server.origin, id)));
    const revived: number[] = [];
    for (let i = 0; i < 40; i += 1) {
      await pause(700); // evicted as idle in between
      revived.push(await timed(() => firstAnswer(server.origin, id)));
    }
    return {
      what: "reviving a stored deployment, first answer",
      ours: `p50 ${milliseconds(median(revived))}, p95 ${milliseconds(percentile(revived, 0.95))} (n = ${revived.length})`,
      comparison: `${milliseconds(median(warm))} live`,
      ratio: `${(median(revived) / median(warm)).toFixed(1)}×`,
      aim: "p50 ≤ 20 ms",
    };
  } finally {
    await server.stop();
  }
}

const idleDeployments = 10;

async function memoryRows(): Promise<Row[]> {
  const server = await startProcess(["server/main.ts"], {
    PLAYGROUND_LIMITS: JSON.stringify({ deploymentsPerMinute: 100_000, idleMs: 600_000, warmRunners: 1 }),
  });
  try {
    for (let i = 0; i < idleDeployments; i += 1) {
      await firstAnswer(server.origin, await deployBench(server.origin, `idle ${i}`));
    }
    await pause(1500);
    // The compiler's own service is one more child; it is not a runner.
    const runners = descendants(server.pid).filter(
      (pid) => !readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("esbuild"),
    );
    const total = runners.reduce((sum, pid) => sum + proportionalKb(pid), 0) / 1024;
    const perDeployment = total / (idleDeployments + 1); // one more runner waits in the warm pool
    return [
      {
        what: "memory per idle deployment (PSS, its process tree)",
        ours: `${perDeployment.toFixed(1)} MB`,
        comparison: "",
        ratio: "",
        aim: "≤ 25 MB",
      },
      {
        what: "memory of the server process (PSS)",
        ours: `${(proportionalKb(server.pid) / 1024).toFixed(0)} MB`,
        comparison: "",
        ratio: "",
        aim: "",
      },
    ];
  } finally {
    await server.stop();
  }
}

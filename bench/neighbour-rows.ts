import { deployBench } from "./handlers.ts";
import { type ServerProcess, startProcess } from "./server-process.ts";
import { milliseconds, percentile, type Row } from "./table.ts";

/** What a hostile handler does when it is called. */
const attacks: Readonly<Record<string, string>> = {
  "an endless loop": "for (;;);",
  "a memory bomb": "const all: unknown[] = []; for (;;) all.push(new Array(1e5).fill(1.5));",
  "a log flood": "for (;;) { console.log('x'.repeat(1000)); await null; }",
  "an endless chain of promises":
    "const again = (): Promise<void> => Promise.resolve().then(again); await again();",
};

const proto = `syntax = "proto3";
package attack.v1;
service Attack { rpc Strike(Blow) returns (Blow); }
message Blow {}
`;

const callsPerSecond = 50;
/** Attackers and the bench itself share the machine's cores with the neighbour. */
const statedFactor = 30;
const quietMs = 6_000;
const attackMs = 8_000;

/** Two attackers at a time, each in a deployment of its own that is deployed anew when it was stopped. */
export async function neighbourRows(): Promise<Row[]> {
  const server = await startProcess(["server/main.ts"], {
    PLAYGROUND_LIMITS: JSON.stringify({ deploymentsPerMinute: 100_000 }),
  });
  try {
    const id = await deployBench(server.origin, "neighbour");
    await stream(server, id, 2_000); // warm
    const quiet = await stream(server, id, quietMs);
    const rows: Row[] = [];
    for (const [name, body] of Object.entries(attacks)) {
      rows.push(toRow(name, quiet, await underAttack(server, id, body)));
    }
    rows.push(toRow("fifty deployments at once, again and again", quiet, await underStorm(server, id)));
    return rows;
  } finally {
    await server.stop();
  }
}

async function underAttack(server: ServerProcess, id: string, body: string): Promise<Answers> {
  const until = performance.now() + attackMs;
  const attackers = [0, 1].map(async (lane) => {
    for (let round = 0; performance.now() < until; round += 1) {
      const attacker = await deployAttack(server.origin, body, `${lane} ${round}`);
      await post(server.origin, `/d/${attacker}/attack.v1.Attack/Strike`, {});
    }
  });
  const answers = await stream(server, id, attackMs);
  await Promise.all(attackers);
  return answers;
}

async function underStorm(server: ServerProcess, id: string): Promise<Answers> {
  const until = performance.now() + attackMs;
  let salt = 0;
  const lanes = Array.from({ length: 50 }, async () => {
    while (performance.now() < until) {
      salt += 1;
      await deployBench(server.origin, `storm ${salt}`).catch(() => {});
    }
  });
  const answers = await stream(server, id, attackMs);
  await Promise.all(lanes);
  return answers;
}

type Answers = { readonly ms: readonly number[]; readonly failed: number };

/** A steady stream of calls, each sent when it is due whatever became of those before. */
async function stream(server: ServerProcess, id: string, forMs: number): Promise<Answers> {
  const ms: number[] = [];
  let failed = 0;
  const began = performance.now();
  const calls: Promise<void>[] = [];
  for (let at = 0; at < (forMs * callsPerSecond) / 1_000; at += 1) {
    const dueMs = began + (at * 1_000) / callsPerSecond;
    await pause(Math.max(0, dueMs - performance.now()));
    calls.push(
      post(server.origin, `/d/${id}/bench.v1.BenchService/Say`, {}).then((ok) => {
        // From when it was due: a late client must not flatter the server.
        ms.push(performance.now() - dueMs);
        if (!ok) failed += 1;
      }),
    );
  }
  await Promise.all(calls);
  return { ms, failed };
}

async function deployAttack(origin: string, body: string, salt: string): Promise<string> {
  const code = `import type { ConnectRouter } from "@connectrpc/connect";
import { Attack } from "./gen/attack_pb";
// ${salt}
export default (router: ConnectRouter) =>
  router.service(Attack, { async strike() { ${body} return {}; } });
`;
  const files = [
    { path: "attack.proto", content: proto },
    { path: "server.ts", content: code },
  ];
  const response = await fetch(`${origin}/playground.v1.DeploymentService/CreateDeployment`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ files }),
  });
  return ((await response.json()) as { id?: string }).id ?? "none";
}

async function post(origin: string, path: string, body: object): Promise<boolean> {
  const response = await fetch(`${origin}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  await response.arrayBuffer();
  return response.ok;
}

function toRow(name: string, quiet: Answers, answers: Answers): Row {
  const [before, during] = [percentile(quiet.ms, 0.99), percentile(answers.ms, 0.99)];
  return {
    what: `neighbour's p99 beside ${name}`,
    ours: `${milliseconds(during)}, ${answers.failed} of ${answers.ms.length} failed`,
    comparison: `${milliseconds(before)} in quiet`,
    ratio: `${(during / before).toFixed(1)}×`,
    aim: `0 failed, within ${statedFactor}×`,
  };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

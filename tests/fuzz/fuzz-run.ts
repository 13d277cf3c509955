import { setTimeout as delay } from "node:timers/promises";
import { defaultLimits } from "#lib/limits.ts";
import { openBystanders } from "./bystanders.ts";
import { deployTarget } from "./deploy-target.ts";
import { makeShot } from "./make-shot.ts";
import { sendShot } from "./send-shot.ts";
import { type ServerUnderFire, startServerUnderFire } from "./server-under-fire.ts";
import type { Shot, Target } from "./shot.ts";

export type FuzzPlan = {
  readonly seed: number;
  /** At least so many. */
  readonly cases: number;
  /** Only the shot with this number; null: all. */
  readonly only: number | null;
  /** The first shot's number: 0, but where neighbours of a failing shot are sent again with it. */
  readonly from: number;
  /** Whether the server speaks TLS, and is shot at through it and beneath it. */
  readonly tls: boolean;
  /** 0: any free one. */
  readonly port: number;
};

export type Failure = { readonly shot: number; readonly problem: string; readonly what: Shot };

export type FuzzReport = {
  readonly cases: number;
  readonly shots: number;
  readonly seconds: number;
  readonly failures: readonly Failure[];
  /** Answers that came late because the machine was busy (patience.ts). */
  readonly late: number;
  readonly bystanders: {
    readonly answered: number;
    readonly problems: readonly string[];
    readonly slowestMs: number;
  };
  /** Lines of the server's log that tell of a fault of ours. */
  readonly faults: readonly string[];
  readonly exitCode: number | null;
  /** Before, and after the last connection was closed. Null where there is no /proc. */
  readonly sockets: Change;
  readonly runners: Change;
  readonly memoryMb: Change;
  readonly peakMb: number | null;
};

export type Change = { readonly before: number | null; readonly after: number | null };

const atOnce = 48;
/** Slow ones wait more than they work, and go beside the others. */
const slowAtOnce = 100;
const settleMs = 20_000;
/** One for each deployment, and the warm ones. */
const expectedRunners = 2 + defaultLimits.warmRunners;

/** Starts a server, shoots, and looks at what is left of it. */
export async function runFuzz(plan: FuzzPlan): Promise<FuzzReport> {
  const server = await startServerUnderFire(plan.port, plan.tls);
  try {
    return await shootAt(server, plan);
  } finally {
    await server.stop();
  }
}

async function shootAt(server: ServerUnderFire, plan: FuzzPlan): Promise<FuzzReport> {
  const target = { deploymentId: await deployTarget(server.where, "the target") };
  const neighbour = await deployTarget(server.where, "a neighbour");
  // Code is compiled and caches are filled by the first ones.
  if (plan.only === null)
    await shoot(server, target, { ...plan, seed: plan.seed + 1, from: 0, cases: plan.cases / 20 });
  const bystanders = await openBystanders(server.where, neighbour);
  await warmedUp(server);
  if (server.exitCode() !== null) {
    throw new Error(`the server ended while it warmed up:\n${server.log.slice(-20).join("\n")}`);
  }
  // Memory first: asking for it opens the inspector's own socket.
  const memoryBefore = await server.memoryMb();
  const before = { sockets: server.sockets(), runners: server.runners(), memoryMb: memoryBefore };
  const beganMs = performance.now();
  const { cases, shots, failures, late } = await shoot(server, target, plan);
  const seconds = (performance.now() - beganMs) / 1_000;
  await settled(server, before);
  const sockets = { before: before.sockets, after: server.sockets() };
  const { answered, problems, slowestMs } = bystanders;
  await bystanders.stop();
  const runners = { before: before.runners, after: server.runners() };
  const memoryMb = {
    before: before.memoryMb,
    after: server.exitCode() === null ? await server.memoryMb() : null,
  };
  return {
    cases,
    shots,
    seconds,
    failures,
    late,
    bystanders: { answered, problems, slowestMs },
    faults: server.log.filter((line) => /"level":"error"|uncaught|a request failed/i.test(line)),
    exitCode: server.exitCode(),
    sockets,
    runners,
    memoryMb,
    peakMb: server.exitCode() === null ? server.peakMb() : null,
  };
}

/** Until the runners of both deployments and the warm ones are there: one that just starts has no socket yet. */
async function warmedUp(server: ServerUnderFire): Promise<void> {
  for (let waitedMs = 0; waitedMs < settleMs; waitedMs += 250) {
    await delay(250);
    if ((server.runners() ?? expectedRunners) >= expectedRunners) break;
  }
  await delay(1_500);
}

/** Until no more is open than before. */
async function settled(
  server: ServerUnderFire,
  before: { readonly sockets: number | null; readonly runners: number | null },
): Promise<void> {
  for (let waitedMs = 0; waitedMs < settleMs && server.exitCode() === null; waitedMs += 250) {
    const isBack = (server.sockets() ?? 0) <= (before.sockets ?? 0);
    if (isBack && (server.runners() ?? 0) <= (before.runners ?? 0)) return;
    await delay(250);
  }
}

type Fired = Pick<FuzzReport, "cases" | "shots" | "failures" | "late">;

async function shoot(server: ServerUnderFire, target: Target, plan: FuzzPlan): Promise<Fired> {
  const failures: Failure[] = [];
  const quick = new Set<Promise<void>>();
  const slow = new Set<Promise<void>>();
  let cases = 0;
  let late = 0;
  let number = plan.only ?? plan.from;
  for (; cases < plan.cases && server.exitCode() === null; number++) {
    const what = makeShot(plan.seed, number, target, plan.tls);
    const shot = number;
    const lane = isSlow(what) ? slow : quick;
    const sent: Promise<void> = sendShot(what, server.where).then(({ problem, waited }) => {
      lane.delete(sent);
      if (waited === "late") late += 1;
      if (problem !== null) failures.push({ shot, problem, what });
    });
    lane.add(sent);
    cases += what.cases;
    if (lane.size >= (lane === slow ? slowAtOnce : atOnce)) await Promise.race(lane);
    if (plan.only !== null) break;
  }
  await Promise.all([...quick, ...slow]);
  return { cases, shots: plan.only === null ? number - plan.from : 1, failures, late };
}

function isSlow(shot: Shot): boolean {
  return shot.kind === "bytes" && (shot.ending === "deaf" || shot.note.startsWith("slow"));
}

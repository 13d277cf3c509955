import { setImmediate as nextTurn } from "node:timers/promises";
import type { Limits } from "#lib/limits.ts";
import type { Log } from "#server/log.ts";
import type { Sandbox } from "#server/sandbox/sandbox.ts";
import type { Caller } from "./caller.ts";
import { DeploymentRecords } from "./deployment-records.ts";
import { FixtureMemory } from "./fixtures/fixture-state.ts";
import type { HostedDeployment } from "./gateway.ts";
import { type Clock, Host } from "./host-deployment.ts";
import type { Recorder } from "./record-attempts.ts";
import type { StartLine, TooMany } from "./start-line.ts";

export type HostsParts = {
  readonly loadDeployment: (id: string, signal: AbortSignal) => Promise<HostedDeployment | null>;
  readonly noteUse?: (id: string) => void;
  readonly sandbox: Sandbox;
  readonly limits: Limits;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly startLine: StartLine;
  /** Calls that handlers make come in where all others do. */
  readonly enter: (caller: Caller) => void;
};

/** A place for a runner that is no deployment's. */
export type Place = { readonly ok: true; leave(): void } | { readonly ok: false; readonly problem: TooMany };

/** Deployments whose sources are kept in memory; the store has the others. */
const maxKnown = 200;
/** Bytes of programs, roughly; those that run are not counted out. */
const maxKnownBytes = 32 * 1024 * 1024;
const loadTimeoutMs = 10_000;

/** The deployments known on this server, and the places for runners that they share. */
export class Hosts {
  readonly #parts: HostsParts;
  /** In the order in which they became known. */
  readonly #hosts = new Map<string, Host>();
  #hostBytes = 0;
  readonly #records = new DeploymentRecords((id) => this.#hosts.has(id));
  readonly #loading = new Map<string, Promise<Host | null>>();
  readonly #fixtureMemory = new FixtureMemory();
  /** Runners that are no deployment's. */
  readonly #beside = new Set<{ readonly visitor: string }>();
  readonly #sweep: NodeJS.Timeout;

  constructor(parts: HostsParts) {
    this.#parts = parts;
    const { idleMs } = parts.limits;
    const sweep = () => {
      this.#evictIdle();
      this.#records.trim();
    };
    this.#sweep = setInterval(sweep, Math.min(5_000, Math.max(50, idleMs / 4))).unref();
  }

  /** The host when it is known already. */
  find(id: string): Host | undefined {
    return this.#hosts.get(id);
  }

  /** Reads the deployment from the store unless it is known. Null: there is none. */
  load(id: string): Promise<Host | null> {
    const known = this.#hosts.get(id);
    if (known !== undefined) {
      this.#parts.noteUse?.(id);
      return Promise.resolve(known);
    }
    const loading = this.#loading.get(id) ?? this.#loadOnce(id).finally(() => this.#loading.delete(id));
    this.#loading.set(id, loading);
    return loading;
  }

  add(deployment: HostedDeployment): Host {
    const known = this.#hosts.get(deployment.id);
    if (known !== undefined) return known;
    const { sandbox, limits, clock, random, log, startLine, enter } = this.#parts;
    const recorder = this.recorder(deployment.id);
    const makeRoom = (visitor: string) => this.#makeRoom(deployment.id, visitor);
    const host = new Host({
      ...{ deployment, recorder, sandbox, limits, clock, random, makeRoom, log, startLine, enter },
      fixtureMemory: this.#fixtureMemory,
    });
    this.#hosts.set(deployment.id, host);
    this.#hostBytes += programBytes(deployment);
    this.#forget(deployment.id);
    return host;
  }

  /** The record of a deployment, which outlives its runner. */
  recorder(id: string): Recorder {
    return this.#records.of(id);
  }

  /** Stops looking for idle runners, and tells whoever watches a deployment's health that it ends. */
  close(): void {
    clearInterval(this.#sweep);
    for (const host of this.#hosts.values()) host.health.close();
  }

  async #loadOnce(id: string): Promise<Host | null> {
    const deployment = await this.#parts.loadDeployment(id, AbortSignal.timeout(loadTimeoutMs));
    return deployment === null ? null : this.add(deployment);
  }

  /** Room for one more runner of the visitor's; else the limit that leaves none. */
  #makeRoom(id: string, visitor: string): Promise<TooMany | null> {
    const others = this.#running().filter((host) => host.deployment.id !== id);
    return this.#makeRoomAmong(others, others, visitor);
  }

  /**
   * Room for a runner beside the deployments', which counts like one of the visitor's until its place is left; else the
   * limit that leaves none. The deployment that it is going to call does not make room for it.
   */
  async makeRoomBeside(id: string, visitor: string): Promise<Place> {
    const running = this.#running();
    const others = running.filter((host) => host.deployment.id !== id);
    const room = this.#makeRoomAmong(running, others, visitor);
    // Taken before anybody else looks.
    const place = { visitor };
    this.#beside.add(place);
    const leave = () => void this.#beside.delete(place);
    const problem = await room;
    if (problem === null) return { ok: true, leave };
    leave();
    return { ok: false, problem };
  }

  #running(): readonly Host[] {
    return [...this.#hosts.values()].filter((host) => host.hasRunner);
  }

  async #makeRoomAmong(
    running: readonly Host[],
    evictable: readonly Host[],
    visitor: string,
  ): Promise<TooMany | null> {
    const { maxRunners, maxRunnersPerVisitor } = this.#parts.limits;
    const isOwn = (runner: { readonly visitor: string }) => runner.visitor === visitor;
    const beside = [...this.#beside];
    if (running.filter(isOwn).length + beside.filter(isOwn).length >= maxRunnersPerVisitor) {
      const evicted = await evictOne(evictable.filter(isOwn));
      return evicted ? null : tooMany("maxRunnersPerVisitor", maxRunnersPerVisitor);
    }
    if (running.length + beside.length < maxRunners) return null;
    return (await evictOne(evictable)) ? null : tooMany("maxRunners", maxRunners);
  }

  #evictIdle(): void {
    const { limits, clock } = this.#parts;
    const now = clock.nowUs();
    for (const host of this.#hosts.values()) {
      if (!host.hasRunner) {
        // Whoever asks fixtures alone starts no runner whose sleep would end what they remember.
        if (now - Math.max(host.usedUs, host.fixturesUsedUs) > limits.idleMs * 1_000) host.fixtures.clear();
        continue;
      }
      if (!host.idle) continue;
      const tooOld = now - host.openedUs > limits.maxAgeMs * 1_000;
      if (tooOld || now - host.usedUs > limits.idleMs * 1_000) host.evict("idle");
    }
  }

  /** Only what nobody uses or calls is forgotten, and never what has just become known. */
  #forget(newest: string): void {
    for (const [id, host] of this.#hosts) {
      if (this.#hosts.size <= maxKnown && this.#hostBytes <= maxKnownBytes) break;
      if (id === newest || !host.idle || host.hasRunner || host.standardCalls > 0) continue;
      this.#hosts.delete(id);
      host.fixtures.clear();
      this.#hostBytes -= programBytes(host.deployment);
    }
  }
}

/** Ends an idle runner: of the visitor who has most, the one that rested longest. False: all of them work. */
async function evictOne(running: readonly Host[]): Promise<boolean> {
  const counts = new Map<string, number>();
  for (const { visitor } of running) counts.set(visitor, (counts.get(visitor) ?? 0) + 1);
  const held = (host: Host) => counts.get(host.visitor) ?? 0;
  const [first] = running
    .filter((host) => host.idle)
    .sort((a, b) => held(b) - held(a) || a.usedUs - b.usedUs);
  if (first === undefined) return false;
  first.evict("idle");
  // The sandbox counts it until its process is gone.
  await nextTurn();
  return true;
}

/** A place comes free when a runner has been idle, or its visitor deploys anew. */
const retryAfterMs = 5_000;

function tooMany(limit: string, value: number): TooMany {
  return { limit, value, retryAfterMs };
}

function programBytes({ program, descriptorSet }: HostedDeployment): number {
  const modules = program.modules.reduce(
    (sum, { code, sourceMap }) => sum + code.length + sourceMap.length,
    0,
  );
  return modules + descriptorSet.length;
}

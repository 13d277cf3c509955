import { setImmediate as nextTurn } from "node:timers/promises";
import type { Limits } from "#lib/limits.ts";
import type { Log } from "#server/log.ts";
import type { Sandbox } from "#server/sandbox/sandbox.ts";
import { EventLog } from "./event-log.ts";
import type { HostedDeployment } from "./gateway.ts";
import { type Clock, Host } from "./host-deployment.ts";
import { Recorder } from "./record-attempts.ts";

export type HostsParts = {
  readonly loadDeployment: (id: string, signal: AbortSignal) => Promise<HostedDeployment | null>;
  readonly sandbox: Sandbox;
  readonly limits: Limits;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
};

/** Deployments whose sources and records are kept in memory; the store has the others. */
const maxKnown = 200;
/** Bytes of programs, roughly; those that run are not counted out. */
const maxKnownBytes = 96 * 1024 * 1024;
const loadTimeoutMs = 10_000;

/** The deployments known on this server, and the places for runners that they share. */
export class Hosts {
  readonly #parts: HostsParts;
  /** In the order in which they became known. */
  readonly #hosts = new Map<string, Host>();
  #hostBytes = 0;
  readonly #recorders = new Map<string, Recorder>();
  readonly #loading = new Map<string, Promise<Host | null>>();
  readonly #sweep: NodeJS.Timeout;

  constructor(parts: HostsParts) {
    this.#parts = parts;
    const { idleMs } = parts.limits;
    this.#sweep = setInterval(() => this.#evictIdle(), Math.min(5_000, Math.max(50, idleMs / 4))).unref();
  }

  /** The host when it is known already. */
  find(id: string): Host | undefined {
    return this.#hosts.get(id);
  }

  /** Reads the deployment from the store unless it is known. Null: there is none. */
  load(id: string): Promise<Host | null> {
    const known = this.#hosts.get(id);
    if (known !== undefined) return Promise.resolve(known);
    const loading = this.#loading.get(id) ?? this.#loadOnce(id).finally(() => this.#loading.delete(id));
    this.#loading.set(id, loading);
    return loading;
  }

  add(deployment: HostedDeployment): Host {
    const known = this.#hosts.get(deployment.id);
    if (known !== undefined) return known;
    const { sandbox, limits, clock, random, log } = this.#parts;
    const recorder = this.recorder(deployment.id);
    const makeRoom = () => this.#makeRoom(deployment.id);
    const host = new Host({ deployment, recorder, sandbox, limits, clock, random, makeRoom, log });
    this.#hosts.set(deployment.id, host);
    this.#hostBytes += programBytes(deployment);
    this.#forget();
    return host;
  }

  /** The record of a deployment, which outlives its runner. */
  recorder(id: string): Recorder {
    const recorder = this.#recorders.get(id) ?? new Recorder(new EventLog());
    this.#recorders.delete(id);
    this.#recorders.set(id, recorder);
    this.#forget();
    return recorder;
  }

  /** Stops looking for idle runners. */
  close(): void {
    clearInterval(this.#sweep);
  }

  async #loadOnce(id: string): Promise<Host | null> {
    const deployment = await this.#parts.loadDeployment(id, AbortSignal.timeout(loadTimeoutMs));
    return deployment === null ? null : this.add(deployment);
  }

  async #makeRoom(id: string): Promise<boolean> {
    const running = [...this.#hosts.values()].filter((host) => host.hasRunner && host.deployment.id !== id);
    if (running.length < this.#parts.limits.maxRunners) return true;
    const idle = running.filter((host) => host.idle).sort((a, b) => a.usedUs - b.usedUs);
    if (idle[0] === undefined) return false;
    idle[0].evict("idle");
    // The sandbox counts it until its process is gone.
    await nextTurn();
    return true;
  }

  #evictIdle(): void {
    const { limits, clock } = this.#parts;
    const now = clock.nowUs();
    for (const host of this.#hosts.values()) {
      if (!host.hasRunner || !host.idle) continue;
      const tooOld = now - host.openedUs > limits.maxAgeMs * 1_000;
      if (tooOld || now - host.usedUs > limits.idleMs * 1_000) host.evict("idle");
    }
  }

  /** Only what nobody uses, calls or watches is forgotten. */
  #forget(): void {
    for (const [id, host] of this.#hosts) {
      if (this.#hosts.size <= maxKnown && this.#hostBytes <= maxKnownBytes) break;
      if (!host.idle || host.hasRunner) continue;
      this.#hosts.delete(id);
      this.#hostBytes -= programBytes(host.deployment);
    }
    for (const [id, recorder] of this.#recorders) {
      if (this.#recorders.size <= maxKnown) break;
      if (!this.#hosts.has(id) && !recorder.log.watched) this.#recorders.delete(id);
    }
  }
}

function programBytes({ program, descriptorSet }: HostedDeployment): number {
  const modules = program.modules.reduce(
    (sum, { code, sourceMap }) => sum + code.length + sourceMap.length,
    0,
  );
  return modules + descriptorSet.length;
}

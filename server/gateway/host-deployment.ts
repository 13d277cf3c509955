import type { ConnectError } from "@connectrpc/connect";
import type { Limits } from "#lib/limits.ts";
import type { Log } from "#server/log.ts";
import type { Observer, OpenResult, Replica, Sandbox, Stop } from "#server/sandbox/sandbox.ts";
import type { Caller } from "./caller.ts";
import { createNetwork, type Network } from "./emulate/network.ts";
import { WorkerPool } from "./emulate/worker-pool.ts";
import { type FixtureMemory, FixtureState } from "./fixtures/fixture-state.ts";
import type { HostedDeployment } from "./gateway.ts";
import { runnerUnavailable } from "./gateway-failure.ts";
import type { AttemptRecord } from "./held-events.ts";
import { listMethods, type MethodFacts } from "./method-facts.ts";
import { NestedCalls } from "./nested-call.ts";
import type { Recorder } from "./record-attempts.ts";
import { RunnerCaller } from "./runner-caller.ts";
import { coolingDown, loadFailed } from "./runner-failure.ts";
import { HealthState } from "./standard/health-state.ts";
import type { Asker, StartLine, TooMany } from "./start-line.ts";

export type Clock = { nowUs(): number };

export type HostParts = {
  readonly deployment: HostedDeployment;
  readonly recorder: Recorder;
  readonly sandbox: Sandbox;
  readonly limits: Limits;
  readonly clock: Clock;
  readonly random: () => number;
  /** Makes room for one more runner of the visitor's, by ending an idle one when it must. Null: there is. */
  readonly makeRoom: (visitor: string) => Promise<TooMany | null>;
  readonly startLine: StartLine;
  /** What the fixtures of all deployments share. */
  readonly fixtureMemory: FixtureMemory;
  readonly log: Log;
  /** Lets a call in that a handler of this deployment makes. */
  readonly enter: (caller: Caller) => void;
};

const deathsWithinUs = 60_000_000;
const maxDeaths = 3;
const coolDownUs = 30_000_000;
const openTimeoutMs = 20_000;
const rememberedExchanges = 1_024;
/** A runner in which no handler began for this many of the longest turns takes no requests any more. */
const deafTurns = 2;
const nobody: Asker = { visitor: "", ticket: "" };

type Reached = (replica: Replica | null, error: ConnectError | null) => void;

/**
 * One deployment while it is known here: its runner comes and goes, queue, network and record stay.
 *
 *            first call                 stopped: idle, limit, crash
 *   no runner ─────────▶ opening ─────▶ live ───────────▶ no runner
 *        ▲                  │ did not load                   │ three deaths within a minute
 *        └──────────────────┴──────────── cooling (30 s) ◀───┘
 */
export class Host {
  readonly deployment: HostedDeployment;
  readonly recorder: Recorder;
  readonly pool: WorkerPool;
  readonly network: Network | null;
  readonly methods: ReadonlyMap<string, MethodFacts>;
  /** What health checks hear: it rests while the deployment cools down. */
  readonly health = new HealthState();
  /** What the ledger and its like remember. It outlives a runner that breaks down, and not one that goes to sleep. */
  readonly fixtures: FixtureState;
  /** When a fixture was asked last, µs. */
  fixturesUsedUs = 0;
  /** Calls of reflection and health under way. They keep the host known and no runner alive. */
  standardCalls = 0;
  readonly #parts: HostParts;
  #replica: Replica | null = null;
  #openedUs = 0;
  #usedUs: number;
  #visitor = "";
  #opening: Promise<OpenResult> | null = null;
  #calls = 0;
  #deathsUs: number[] = [];
  #coolUntilUs = 0;
  #handlerBeganUs = 0;
  #lastStop: Stop | null = null;
  readonly #nested: NestedCalls;
  /** The attempts of the newest exchanges, so that a line logged late still finds its attempt. */
  readonly #exchanges: ({ id: number; record: AttemptRecord } | undefined)[] = [];

  constructor(parts: HostParts) {
    this.#parts = parts;
    this.deployment = parts.deployment;
    this.recorder = parts.recorder;
    this.#usedUs = parts.clock.nowUs();
    const { settings } = parts.deployment;
    const { maxConcurrentCalls, maxQueuedCalls } = parts.limits;
    this.pool = new WorkerPool({
      workers: settings.workers ?? null,
      queueLimit: Math.min(settings.queueLimit ?? maxQueuedCalls, maxQueuedCalls),
      maxConcurrent: maxConcurrentCalls,
    });
    const plan = settings.network ?? { delayMs: 0, jitterMs: 0, bandwidthKbps: 0 };
    this.network = createNetwork(plan, { nowUs: () => parts.clock.nowUs(), random: parts.random });
    this.methods = listMethods(parts.deployment);
    this.fixtures = new FixtureState(parts.limits.maxFixtureEntries, parts.fixtureMemory);
    this.#nested = new NestedCalls(parts.limits, parts.clock);
  }

  get hasRunner(): boolean {
    return this.#replica !== null || this.#opening !== null;
  }

  /** No call is under way, and none has been for a while when `usedUs` is long ago. */
  get idle(): boolean {
    return this.#calls === 0 && this.#opening === null;
  }

  get usedUs(): number {
    return this.#usedUs;
  }

  /** Who had the runner started. */
  get visitor(): string {
    return this.#visitor;
  }

  /** When the runner became ready, µs. */
  get openedUs(): number {
    return this.#openedUs;
  }

  callBegan(): void {
    this.#calls += 1;
    this.#usedUs = this.#parts.clock.nowUs();
  }

  callEnded(): void {
    this.#calls -= 1;
    this.#usedUs = this.#parts.clock.nowUs();
  }

  /** Hands the runner over, at once when it is there, else when it has started. */
  reach(caller: Pick<Caller, "peer">, reached: Reached): void {
    if (this.#replica !== null) {
      reached(this.#replica, null);
      return;
    }
    const cooling = this.#cooling();
    if (cooling !== null) {
      reached(null, cooling);
      return;
    }
    const visitor = this.#parts.startLine.visitorOf(caller.peer());
    this.#open({ visitor, ticket: "" }).then(
      (result) => (result.ok ? reached(result.replica, null) : reached(null, loadFailed(result.problem))),
      (cause: unknown) => {
        this.#parts.log.error("a runner could not be started", { id: this.deployment.id, cause });
        reached(null, runnerUnavailable());
      },
    );
  }

  /** Starts the runner unless it runs. While the deployment cools down, says how it died. */
  async start(signal: AbortSignal, asker: Asker = nobody): Promise<OpenResult> {
    signal.throwIfAborted();
    if (this.#replica !== null) return { ok: true, replica: this.#replica };
    if (this.#cooling() !== null && this.#lastStop !== null) {
      return { ok: false, problem: { kind: "stopped", stop: this.#lastStop } };
    }
    return await abortable(this.#open(asker), signal);
  }

  /** A handler began, µs. */
  handlerBegan(atUs: number): void {
    this.#handlerBeganUs = atUs;
  }

  /**
   * A call was given up that its runner had as a whole since `sinceUs`, and its handler had not begun. When none has for
   * so long that turns must have ended, the program broke what its calls are made of (a polluted `then` is enough):
   * another runner serves the next call.
   */
  neverBegan(sinceUs: number): void {
    const { clock, limits } = this.#parts;
    const isOld = clock.nowUs() - sinceUs > deafTurns * limits.turnMs * 1_000;
    if (isOld && this.#handlerBeganUs < sinceUs) this.#replica?.close("deaf");
  }

  /** Ends an idle runner; the next call starts another. */
  evict(reason: "idle" | "shutdown"): void {
    this.#replica?.close(reason);
  }

  remember(exchangeId: number, record: AttemptRecord): void {
    this.#exchanges[exchangeId % rememberedExchanges] = { id: exchangeId, record };
  }

  #cooling(): ConnectError | null {
    const leftUs = this.#coolUntilUs - this.#parts.clock.nowUs();
    return leftUs > 0 ? coolingDown(this.#lastStop, leftUs / 1_000) : null;
  }

  #open(asker: Asker): Promise<OpenResult> {
    this.#opening ??= this.#openInTurn(asker).finally(() => {
      this.#opening = null;
    });
    return this.#opening;
  }

  async #openInTurn(asker: Asker): Promise<OpenResult> {
    const turn = await this.#parts.startLine.enter(asker);
    if (!turn.ok) return { ok: false, problem: { kind: "full", ...turn.problem } };
    try {
      this.#visitor = asker.visitor;
      const tooMany = await this.#parts.makeRoom(asker.visitor);
      return tooMany === null ? await this.#openOnce() : { ok: false, problem: { kind: "full", ...tooMany } };
    } finally {
      turn.leave();
    }
  }

  async #openOnce(): Promise<OpenResult> {
    const { sandbox, deployment, clock } = this.#parts;
    const life = { stop: null as Stop | null, live: false };
    const result = await sandbox.open(
      deployment.program,
      this.#observe(life),
      AbortSignal.timeout(openTimeoutMs),
    );
    const now = clock.nowUs();
    this.#usedUs = now;
    if (!result.ok) {
      if (result.problem.kind !== "full")
        this.#died(result.problem.kind === "stopped" ? result.problem.stop : null);
      return result;
    }
    if (life.stop !== null) {
      this.#died(life.stop);
      return { ok: false, problem: { kind: "stopped", stop: life.stop } };
    }
    life.live = true;
    this.#replica = result.replica;
    this.#openedUs = now;
    this.recorder.ready(now);
    return result;
  }

  #observe(life: { stop: Stop | null; live: boolean }): Observer {
    return {
      log: (line) => {
        this.recorder.line(line, line.exchangeId === null ? null : this.#attemptOf(line.exchangeId));
      },
      busy: (fromUs, toUs) => this.recorder.busy(fromUs, toUs),
      heap: (atUs, bytes) => this.recorder.heap(atUs, bytes),
      spent: (exchangeId, us) => {
        const record = this.#attemptOf(exchangeId);
        if (record !== null) this.recorder.spent(record, us);
      },
      added: (exchangeId, bytes) => {
        const record = this.#attemptOf(exchangeId);
        if (record !== null) this.recorder.added(record, bytes);
      },
      dialled: (request) => {
        const parent = this.#attemptOf(request.cause);
        const running = parent === null ? this.#runningAttempts() : [];
        const nested = this.#nested.begin(request, parent, running);
        this.#parts.enter(new RunnerCaller(request, this.deployment.id, nested));
      },
      stopped: (stop) => {
        life.stop = stop;
        this.recorder.stopped(this.#parts.clock.nowUs(), stop);
        if (!life.live) return;
        this.#replica = null;
        // The next runner counts its exchanges anew.
        this.#exchanges.length = 0;
        if (stop.reason === "idle" || stop.reason === "shutdown") this.fixtures.clear();
        if (stop.reason !== "idle" && stop.reason !== "shutdown") this.#died(stop);
      },
    };
  }

  #attemptOf(exchangeId: number): AttemptRecord | null {
    const held = this.#exchanges[exchangeId % rememberedExchanges];
    return held !== undefined && held.id === exchangeId ? held.record : null;
  }

  /** Those of the newest exchanges whose handlers are under way. */
  #runningAttempts(): readonly AttemptRecord[] {
    return this.#exchanges.flatMap((held) =>
      held !== undefined && held.record.startedUs !== undefined && held.record.endedUs === undefined
        ? [held.record]
        : [],
    );
  }

  #died(stop: Stop | null): void {
    const now = this.#parts.clock.nowUs();
    this.#lastStop = stop;
    this.#deathsUs = [...this.#deathsUs.filter((at) => now - at < deathsWithinUs), now];
    if (this.#deathsUs.length < maxDeaths) return;
    this.#coolUntilUs = now + coolDownUs;
    this.health.rest(coolDownUs / 1_000);
    this.#deathsUs = [];
  }
}

function abortable<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}

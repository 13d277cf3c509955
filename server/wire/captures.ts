import { randomBytes } from "node:crypto";
import type { Limits } from "#lib/limits.ts";
import { type AttemptFacts, Capture } from "./capture.ts";
import { type ByteOwner, type HeaderPair, SeenCall } from "./seen-call.ts";
import { type Taps, watchKey } from "./taps.ts";

export type CapturesParts = {
  readonly taps: Taps;
  readonly memory: ByteOwner;
  readonly limits: Pick<
    Limits,
    "captureMs" | "maxCaptureBytes" | "maxCaptureBytesPerAttempt" | "maxCapturesPerVisitor"
  >;
  /** Monotonic, µs. */
  nowUs(): number;
};

export type Started = { readonly capture: Capture; readonly unseenConnections: number };

/** What a caller without a socket says and hears, for lack of a wire. */
export type InProcessWatcher = {
  head(headers: readonly HeaderPair[]): void;
  bytes(response: boolean, bytes: Uint8Array): void;
  replyHead(headers: readonly HeaderPair[]): void;
  over(trailers: readonly HeaderPair[]): void;
};

/** Who captures what. While nobody does, all that is left of it is that `on` is false. */
export class Captures {
  readonly #parts: CapturesParts;
  /** By id, the oldest first. */
  readonly #open = new Map<string, Capture>();
  /** Those for which a visitor's connections are watched. */
  readonly #watched = new Set<Capture>();
  readonly #ofDeployment = new Map<string, readonly Capture[]>();
  #sweep: NodeJS.Timeout | undefined;

  constructor(parts: CapturesParts) {
    this.#parts = parts;
  }

  get on(): boolean {
    return this.#open.size > 0;
  }

  /** Prolongs the capture `id` when there is such a one of the deployment, else starts one. It is over after `captureMs`. */
  start(deploymentId: string, asker: string, id = ""): Started {
    const { taps, limits } = this.#parts;
    const visitor = watchKey(asker);
    const known = this.find(id);
    if (known !== null && known.deploymentId === deploymentId) {
      known.endsMs = this.#nowMs() + limits.captureMs;
      return { capture: known, unseenConnections: taps.unseen(known.visitor) };
    }
    this.#makeRoomFor(visitor);
    const capture = this.#add(deploymentId, visitor);
    taps.watch(visitor);
    this.#watched.add(capture);
    return { capture, unseenConnections: taps.unseen(visitor) };
  }

  /** A capture of calls that this server makes to itself, on connections that the taps expect for its `visitor`. */
  startOwn(deploymentId: string): Capture {
    return this.#add(deploymentId, `own ${newId()}`);
  }

  #add(deploymentId: string, visitor: string): Capture {
    const { limits, memory } = this.#parts;
    const endsMs = this.#nowMs() + limits.captureMs;
    const capture = new Capture(
      { id: newId(), deploymentId, visitor, endsMs },
      limits.maxCaptureBytes,
      memory,
    );
    this.#open.set(capture.id, capture);
    this.#ofDeployment.set(deploymentId, [...(this.#ofDeployment.get(deploymentId) ?? []), capture]);
    this.#sweep ??= setInterval(() => this.#stopOver(), sweepMs).unref();
    return capture;
  }

  /** Null: it is over, or never was. */
  find(id: string): Capture | null {
    const capture = this.#open.get(id) ?? null;
    return capture !== null && capture.endsMs > this.#nowMs() ? capture : null;
  }

  stop(id: string): void {
    const capture = this.#open.get(id);
    if (capture === undefined) return;
    this.#open.delete(id);
    const left = (this.#ofDeployment.get(capture.deploymentId) ?? []).filter((one) => one !== capture);
    if (left.length > 0) this.#ofDeployment.set(capture.deploymentId, left);
    else this.#ofDeployment.delete(capture.deploymentId);
    if (this.#watched.delete(capture)) this.#parts.taps.unwatch(capture.visitor);
    capture.close();
    if (this.#open.size > 0) return;
    clearInterval(this.#sweep);
    this.#sweep = undefined;
  }

  /**
   * An attempt begins, of a caller whose visitor is `asker`. `source` is what Node knows it by; undefined: it comes from
   * within this process, whoever asked for that, and who carries it tells the watcher that is returned. Null: nobody
   * wants it, or its connection tells.
   */
  begin(facts: AttemptFacts, source: object | undefined, asker: string): InProcessWatcher | null {
    const captures = this.#ofDeployment.get(facts.deploymentId);
    if (captures === undefined) return null;
    if (source === undefined) {
      const call = new SeenCall(inProcess, nobody, this.#parts.limits.maxCaptureBytesPerAttempt);
      for (const capture of captures) capture.hold(facts, call);
      return this.#watch(call);
    }
    const call = this.#parts.taps.callOf(source);
    const visitor = call?.owner ?? watchKey(asker);
    for (const capture of captures) if (capture.visitor === visitor) capture.hold(facts, call);
    return null;
  }

  #watch(call: SeenCall): InProcessWatcher {
    return {
      head: (headers) => {
        call.requestHeaders = headers;
      },
      bytes: (response, bytes) => call.add(response, this.#parts.nowUs(), bytes),
      replyHead: (headers) => {
        call.responseHeaders = headers;
      },
      over: (trailers) => {
        call.responseTrailers = trailers;
        call.complete = true;
      },
    };
  }

  #makeRoomFor(visitor: string): void {
    this.#stopOver();
    const own = [...this.#open.values()].filter((capture) => capture.visitor === visitor);
    const surplus = own.length + 1 - this.#parts.limits.maxCapturesPerVisitor;
    for (const { id } of own.slice(0, Math.max(0, surplus))) this.stop(id);
  }

  #stopOver(): void {
    const nowMs = this.#nowMs();
    for (const { id, endsMs } of [...this.#open.values()]) if (endsMs <= nowMs) this.stop(id);
  }

  #nowMs(): number {
    return this.#parts.nowUs() / 1_000;
  }
}

const newId = () => randomBytes(18).toString("base64url");
const sweepMs = 5_000;
const inProcess = {
  carrier: "in-process",
  encrypted: false,
  connection: 0,
  owner: null,
  first: false,
  streamId: 0,
} as const;
const nobody: ByteOwner = { grow: () => true, shrink: () => {} };

import type { Codec, Protocol } from "#lib/gen/playground/v1/event_pb.ts";
import type { ByteOwner, SeenCall } from "./seen-call.ts";

/** An attempt as the gateway knows it. */
export type AttemptFacts = {
  readonly deploymentId: string;
  readonly sequence: number;
  readonly runId: string;
  readonly method: string;
  readonly protocol: Protocol;
  readonly codec: Codec;
};

/** `call` null: its connection is not seen. */
export type HeldAttempt = { readonly facts: AttemptFacts; readonly call: SeenCall | null };

/** What even an attempt without bytes costs, roughly. */
const attemptCost = 256;

/** The attempts at one deployment since somebody asked for their bytes: the newest, within `maxBytes` together. */
export class Capture {
  readonly id: string;
  readonly deploymentId: string;
  readonly visitor: string;
  /** Monotonic, ms: when it is over unless it is prolonged. */
  endsMs: number;
  dropped = 0;
  readonly #maxBytes: number;
  /** By sequence, the oldest first. */
  readonly #held = new Map<number, HeldAttempt>();
  #newestDropped = 0;
  #bytes = 0;

  readonly #together: ByteOwner;

  /** `together`: what all captures hold. */
  constructor(
    facts: Pick<Capture, "id" | "deploymentId" | "visitor" | "endsMs">,
    maxBytes: number,
    together: ByteOwner,
  ) {
    this.id = facts.id;
    this.deploymentId = facts.deploymentId;
    this.visitor = facts.visitor;
    this.endsMs = facts.endsMs;
    this.#maxBytes = maxBytes;
    this.#together = together;
  }

  hold(facts: AttemptFacts, call: SeenCall | null): void {
    const before = this.#held.get(facts.sequence);
    // A deployment that was put to sleep counts from 1 again.
    if (before !== undefined) this.#drop(facts.sequence, before);
    this.#held.set(facts.sequence, { facts, call });
    this.#bytes += attemptCost;
    this.#makeRoom(facts.sequence);
    if (call !== null && !call.claimed) call.claim(this.#ownerOf(facts.sequence));
  }

  find(sequence: number): HeldAttempt | "dropped" | null {
    const held = this.#held.get(sequence);
    // Another capture that held it too has given up its bytes.
    if (held?.call?.forgotten === true) return "dropped";
    return held ?? (sequence <= this.#newestDropped ? "dropped" : null);
  }

  list(): Iterable<HeldAttempt> {
    return this.#held.values();
  }

  /** Gives up everything. */
  close(): void {
    for (const { call } of this.#held.values()) call?.forget();
    this.#held.clear();
  }

  #ownerOf(sequence: number): ByteOwner {
    return {
      grow: (bytes) => {
        this.#bytes += bytes;
        this.#makeRoom(sequence);
        if (this.#bytes <= this.#maxBytes && this.#together.grow(bytes)) return true;
        this.#bytes -= bytes;
        return false;
      },
      shrink: (bytes) => {
        this.#bytes -= bytes;
        this.#together.shrink(bytes);
      },
    };
  }

  /** Gives up the oldest attempts, but not the one that needs the room. */
  #makeRoom(keep: number): void {
    for (const [sequence, held] of this.#held) {
      if (this.#bytes <= this.#maxBytes || sequence === keep) return;
      this.#drop(sequence, held);
      this.dropped += 1;
      this.#newestDropped = sequence;
    }
  }

  #drop(sequence: number, { call }: HeldAttempt): void {
    this.#held.delete(sequence);
    this.#bytes -= attemptCost;
    call?.forget();
  }
}

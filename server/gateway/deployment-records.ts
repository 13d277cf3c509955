import { EventLog } from "./event-log.ts";
import { Recorder } from "./record-attempts.ts";

/** Records held at once, of deployments that are known here or were. */
const maxRecords = 200;
/** What all of them hold together, bytes, roughly. What is written between two looks comes on top. */
const maxRecordBytes = 64 * 1024 * 1024;

/** The records of deployments. One outlives its deployment's runner, and is there before its host. */
export class DeploymentRecords {
  /** Whoever was asked for last stands last. */
  readonly #recorders = new Map<string, Recorder>();
  readonly #isKnown: (id: string) => boolean;

  /** `isKnown`: whether something here writes into the record of that deployment. */
  constructor(isKnown: (id: string) => boolean) {
    this.#isKnown = isKnown;
  }

  /** The one record of a deployment: the same for who writes and who watches. */
  of(id: string): Recorder {
    const recorder = this.#recorders.get(id) ?? new Recorder(new EventLog());
    this.#recorders.delete(id);
    this.#recorders.set(id, recorder);
    for (const [other, { log }] of this.#recorders) {
      if (this.#recorders.size <= maxRecords) break;
      // The one that is asked for is known or watched only from now on.
      if (other !== id && !this.#isKnown(other) && !log.watched) this.#recorders.delete(other);
    }
    return recorder;
  }

  /** Empties the records that nobody watches, the oldest first, while all together hold too much. */
  trim(mostBytes = maxRecordBytes): void {
    let bytes = 0;
    for (const { log } of this.#recorders.values()) bytes += log.bytes;
    for (const { log } of this.#recorders.values()) {
      if (bytes <= mostBytes) break;
      if (log.watched) continue;
      bytes -= log.bytes;
      log.empty();
    }
  }
}

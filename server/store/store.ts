/**
 * What outlives the process. Deployments and shares are immutable and named by their content, so saving one twice changes
 * nothing. What the database cannot do just now is a `StoreError`; every method may reject with one.
 */
export type Store = {
  /** Saves the content unless it is there, and replaces what was derived from it. */
  saveDeployment(deployment: StoredDeployment): Promise<void>;
  loadDeployment(id: string): Promise<StoredDeployment | undefined>;
  /** For whoever answered from memory: `tidy` shall not take it for forgotten. Asks no database. */
  noteDeploymentUse(id: string): void;

  /** `known`: it is there already, as it was first saved. `removed`: an operator took it away, and nothing is saved. */
  saveShare(share: NewShare): Promise<"saved" | "known" | "removed">;
  loadShare(id: string): Promise<StoredShare | RemovedShare | undefined>;
  /** Deletes the content and the reports; the id stays, with the reason. False when there is no such share. */
  removeShare(id: string, reason: string, atMs: number): Promise<boolean>;
  /** Counts a visitor's complaint; `reason` is one of a few names. False when there is no such share, or no longer. */
  reportShare(id: string, reason: string, atMs: number): Promise<boolean>;
  /** The newest first, of shares that are still there. */
  listReports(limit: number): Promise<readonly ShareReport[]>;

  /** Deletes what the retention of this store no longer keeps, and writes down what was used since the last time. */
  tidy(): Promise<Tidied>;
  /** Rejects when the database does not answer, or would not take a write. */
  check(): Promise<void>;
  /** Nothing may be asked afterwards. */
  close(): Promise<void>;
};

export type StoredDeployment = {
  readonly id: string;
  /** The bytes that `id` is the hash of. */
  readonly content: Uint8Array;
  readonly createdAtMs: number;
  /** Made from the content by a compiler; worth keeping, never worth trusting over the content. */
  readonly artefact: StoredArtefact;
};

export type StoredArtefact = {
  /** Names the compiler and encoding; another one's artefact is to be made anew. */
  readonly format: string;
  readonly bytes: Uint8Array;
};

export type NewShare = {
  readonly id: string;
  /** The bytes that `id` is the hash of. */
  readonly content: Uint8Array;
  readonly createdAtMs: number;
  /** Of the playground that made it. */
  readonly version: string;
};

export type StoredShare = NewShare & { readonly kind: "kept" };

export type RemovedShare = {
  readonly kind: "removed";
  readonly id: string;
  readonly reason: string;
  readonly removedAtMs: number;
};

export type ShareReport = {
  readonly id: string;
  readonly reason: string;
  /** How many complained of this. */
  readonly reports: number;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
};

/** How many were deleted, and the bytes of what is left. */
export type Tidied = { readonly deployments: number; readonly shares: number; readonly bytesLeft: number };

/** How long a store keeps what nobody asks for. Days and sizes are an operator's (`server/env.ts`). */
export type Retention = {
  /** Of all contents and artefacts together; what would exceed it is refused as `full`. */
  readonly maxBytes: number;
  /** What was used within this time is never deleted. */
  readonly keepMs: number;
  /** What was not used for so long is deleted. Null: only for want of room. */
  readonly maxIdleMs: number | null;
};

export const keepEverything: Retention = {
  maxBytes: Number.MAX_SAFE_INTEGER,
  keepMs: Number.MAX_SAFE_INTEGER,
  maxIdleMs: null,
};

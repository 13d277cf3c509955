/** What outlives the process. Deployments are immutable and named by their content, so saving one twice changes nothing. */
export type Store = {
  /** Saves the content unless it is there, and replaces what was derived from it. */
  saveDeployment(deployment: StoredDeployment): Promise<void>;
  loadDeployment(id: string): Promise<StoredDeployment | undefined>;
  /** Rejects when the database does not answer. */
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

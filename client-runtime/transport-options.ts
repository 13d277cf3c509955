/** What client code may ask of a transport of its own, the same in browser and backend. */
export type TransportOptions = {
  /** How request messages of 1 KiB and more leave; null: as they are. */
  readonly sendCompression?: "gzip" | null;
};
